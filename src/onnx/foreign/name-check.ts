import { shown } from '../../contract';
import type { GraphProto, ModelProto, NodeProto } from '../gen/onnx_pb';
import { nodeName } from './graph-places';
import { refusal } from './refusal';

/** The names that a graph can see: its own and those of the graphs around it. */
interface Scope {
  readonly names: ReadonlySet<string>;
  readonly outer?: Scope;
}

/**
 * Holds the names of every graph together: each value has one maker, and what is read is made somewhere.
 *
 * @param subject - the file, for messages
 * @throws PredictqlError `MODEL_REFUSED` naming the first value that is made twice or never
 */
export function assertNames(model: ModelProto, subject: string): void {
  const refuse = (place: string, expected: string, name: string) =>
    refusal({ subject: `${subject}: ${place}`, expected, received: shown(name), remedy: 'Export it again.' });

  function assertGraph(graph: GraphProto, place: string, outer?: Scope): void {
    const scope = { names: namesOf(graph, place), ...(outer && { outer }) };
    assertNodes(graph.node, place, scope);
    for (const { name } of graph.output) {
      if (!sees(scope, name)) throw refuse(`the graph${place}`, 'make each of its outputs', name);
    }
  }

  function namesOf({ input, initializer, sparseInitializer, node }: GraphProto, place: string): Set<string> {
    const names = new Set<string>();
    for (const { name } of input) {
      if (name === '') throw refuse(`an input of the graph${place}`, 'have a name', name);
      if (names.has(name)) throw refuse(`the graph${place}`, 'name each input once', name);
      names.add(name);
    }
    const constants = new Set<string>();
    for (const name of [
      ...initializer.map((tensor) => tensor.name),
      ...sparseInitializer.map(({ values }) => values?.name ?? ''),
    ]) {
      if (name === '') throw refuse(`an initializer${place}`, 'have a name', name);
      if (constants.has(name)) throw refuse(`the graph${place}`, 'name each initializer once', name);
      // It may share the name of an input, whose default it then is.
      constants.add(name);
      names.add(name);
    }
    addOutputs(node, names, place);
    return names;
  }

  function addOutputs(nodes: readonly NodeProto[], names: Set<string>, place: string): void {
    for (const node of nodes) {
      for (const name of node.output) {
        if (name === '') continue;
        if (names.has(name)) throw refuse(`${nodeName(node)}${place}`, 'make a value of a new name', name);
        names.add(name);
      }
    }
  }

  function assertNodes(nodes: readonly NodeProto[], place: string, scope: Scope): void {
    for (const node of nodes) {
      for (const name of node.input) {
        if (name !== '' && !sees(scope, name)) {
          throw refuse(`${nodeName(node)}${place}`, 'read values that the graph has', name);
        }
      }
      for (const { name, g, graphs } of node.attribute) {
        const inner = () => ` in the ${name} of ${nodeName(node)}${place}`;
        if (g !== undefined) assertGraph(g, inner(), scope);
        for (const graph of graphs) assertGraph(graph, inner(), scope);
      }
    }
  }

  if (model.graph !== undefined) assertGraph(model.graph, '');
  for (const { name, input, node } of model.functions) {
    const place = ` in function ${shown(name)}`;
    const names = new Set(input);
    addOutputs(node, names, place);
    assertNodes(node, place, { names });
  }
}

function sees(scope: Scope, name: string): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer)
    if (at.names.has(name)) return true;
  return false;
}
