import { shown } from '../../contract';
import type { FunctionProto, ModelProto, NodeProto } from '../gen/onnx_pb';
import { domainName } from './format-check';
import { refusal } from './refusal';

/** Nodes of a model once every call of a function is replaced by its body, as ONNX Runtime does. */
const mostNodes = 1_000_000;

/**
 * Refuses functions that call themselves, and those that a few hundred bytes of calls make into billions of
 * nodes: ONNX Runtime would write them all out.
 *
 * @param subject - the file, for messages
 * @throws PredictqlError `MODEL_REFUSED`
 */
export function assertFunctions(model: ModelProto, subject: string): void {
  const functions = new Map<string, FunctionProto>();
  for (const one of model.functions) {
    const key = keyOf(one.domain, one.name, one.overload);
    if (functions.has(key)) throw fault(subject, one, 'be defined once', 'two definitions');
    functions.set(key, one);
  }
  const sizes = new Map<string, number>();
  const open = new Set<string>();

  function sizeOfAll(nodes: Iterable<NodeProto>): number {
    let size = 0;
    for (const { domain, opType, overload } of everyNode(nodes)) {
      size += 1 + sizeOf(keyOf(domain, opType, overload));
    }
    return size;
  }

  function sizeOf(key: string): number {
    const called = functions.get(key);
    if (called === undefined) return 0;
    const known = sizes.get(key);
    if (known !== undefined) return known;
    if (open.has(key)) throw fault(subject, called, 'not call itself', 'a call in its own body');
    open.add(key);
    const size = sizeOfAll(called.node);
    open.delete(key);
    sizes.set(key, size);
    return size;
  }

  for (const key of functions.keys()) sizeOf(key);
  const size = sizeOfAll(model.graph?.node ?? []);
  if (size <= mostNodes) return;
  throw refusal({
    subject: `${subject}: its graph`,
    expected: `have at most ${mostNodes} nodes with its functions written out`,
    received: String(size),
  });
}

/** The nodes and those of their subgraphs. */
function* everyNode(nodes: Iterable<NodeProto>): Generator<NodeProto> {
  for (const node of nodes) {
    yield node;
    for (const { g, graphs } of node.attribute) {
      if (g !== undefined) yield* everyNode(g.node);
      for (const graph of graphs) yield* everyNode(graph.node);
    }
  }
}

function keyOf(domain: string, name: string, overload: string): string {
  return `${domainName(domain)}:${name}:${overload}`;
}

function fault(subject: string, { name }: FunctionProto, expected: string, received: string) {
  return refusal({ subject: `${subject}: function ${shown(name)}`, expected, received });
}
