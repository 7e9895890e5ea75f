import { listed, shown } from '../../contract';
import type { AttributeProto, GraphProto, ModelProto, NodeProto } from '../gen/onnx_pb';

/** Nodes that run together, and where they are in the file. */
export interface PlacedNodes {
  readonly nodes: readonly NodeProto[];
  /** The graph, unless the nodes are the body of a function. */
  readonly graph?: GraphProto;
  /** Ready to follow a name: ` in the then_branch of node 'x'`; empty in the main graph. */
  readonly place: string;
}

/** All graphs of a model: the main one, those in its training information, and the bodies of functions. */
export function* placedNodes(model: ModelProto): Generator<PlacedNodes> {
  if (model.graph !== undefined) yield* within(model.graph, '');
  for (const { initialization, algorithm } of model.trainingInfo) {
    if (initialization !== undefined) yield* within(initialization, ' in the training information');
    if (algorithm !== undefined) yield* within(algorithm, ' in the training information');
  }
  for (const { node, name, attributeProto } of model.functions) {
    const place = ` in function ${shown(name)}`;
    yield { nodes: node, place };
    for (const inner of node) yield* subgraphs(inner.attribute, nodeName(inner), place);
    yield* subgraphs(attributeProto, 'the function', place);
  }
}

function* within(graph: GraphProto, place: string): Generator<PlacedNodes> {
  yield { nodes: graph.node, graph, place };
  for (const node of graph.node) {
    if (node.attribute.length > 0) yield* subgraphs(node.attribute, nodeName(node), place);
  }
}

function* subgraphs(
  attributes: readonly AttributeProto[],
  owner: string,
  place: string,
): Generator<PlacedNodes> {
  for (const { name, g, graphs } of attributes) {
    if (g !== undefined) yield* within(g, ` in the ${name} of ${owner}${place}`);
    for (const graph of graphs) yield* within(graph, ` in the ${name} of ${owner}${place}`);
  }
}

/** What messages call a node: by its name, or by what it makes when it has none. */
export function nodeName({ name, opType, output }: NodeProto): string {
  if (name !== '') return `node ${shown(name)}`;
  return output.length > 0
    ? `the ${opType} node that makes ${listed(output.map(shown), 3)}`
    : `a node ${opType}`;
}
