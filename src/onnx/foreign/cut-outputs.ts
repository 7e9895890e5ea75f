import { listed, shown } from '../../contract';
import type { GraphProto, NodeProto, ValueInfoProto } from '../gen/onnx_pb';
import { nodeAttribute, stringsOf, wholeNumbersOf } from './node-attribute';
import { refusal } from './refusal';
import { declaredType } from './value-type';

/** What to change in a graph so that all of its outputs are tensors that Node can give. */
export interface OutputCut {
  /** Indices of nodes to leave out. */
  readonly nodes: ReadonlySet<number>;
  /** By index of an output: the tensor to put in its place, or null to leave it out. */
  readonly outputs: ReadonlyMap<number, string | null>;
  /** The classes that a cut ZipMap gave the columns of a tensor, by the tensor's name. */
  readonly classes: ReadonlyMap<string, readonly string[]>;
  /** What is cut, in words: `ZipMap 'zip'`. */
  readonly notes: readonly string[];
}

/**
 * Decides on the outputs of a graph. A ZipMap, which makes maps of a matrix of probabilities, goes, and the
 * matrix is the output; other outputs that are no tensors go when there are others.
 *
 * @param subject - the file, for messages
 * @throws PredictqlError `MODEL_REFUSED` when no output is left
 */
export function cutOutputs(graph: GraphProto, subject: string): OutputCut {
  const nodes = new Set<number>();
  const outputs = new Map<number, string | null>();
  const classes = new Map<string, readonly string[]>();
  const notes: string[] = [];
  const makers = new Map(graph.node.flatMap((node, at) => node.output.map((name) => [name, at] as const)));
  const read = new Set(graph.node.flatMap((node) => node.input));
  const given = new Set(graph.output.map(({ name }) => name));
  for (const [index, output] of graph.output.entries()) {
    const at = makers.get(output.name);
    const maker = at === undefined ? undefined : graph.node[at];
    if (at !== undefined && maker !== undefined && isZipMap(maker) && !read.has(output.name)) {
      const [matrix] = maker.input;
      nodes.add(at);
      outputs.set(index, given.has(matrix) ? null : matrix);
      given.add(matrix);
      classes.set(matrix, zipMapClasses(maker));
      notes.push(`ZipMap ${shown(maker.name || output.name)}`);
    } else if (!isTensor(output)) {
      outputs.set(index, null);
      notes.push(`output ${shown(output.name)} of type ${declaredType(output.type)?.text}`);
    }
  }
  const dropped = [...outputs.values()].filter((replacement) => replacement === null).length;
  if (dropped < graph.output.length) return { nodes, outputs, classes, notes };
  throw refusal({
    subject: `${subject}: its outputs`,
    expected: 'include a tensor of numbers, texts or booleans',
    received: listed(graph.output.map(({ type }) => declaredType(type)?.text ?? 'none')),
    remedy: 'Export it with an output that is a tensor.',
  });
}

function isZipMap({ opType, domain, input, output }: NodeProto): boolean {
  return opType === 'ZipMap' && domain === 'ai.onnx.ml' && input.length === 1 && output.length === 1;
}

function zipMapClasses(node: NodeProto): readonly string[] {
  const texts = stringsOf(nodeAttribute(node, 'classlabels_strings'));
  return texts.length > 0 ? texts : wholeNumbersOf(nodeAttribute(node, 'classlabels_int64s'));
}

/** An output whose type is left out is inferred by ONNX Runtime, and has to be a tensor there. */
function isTensor({ type }: ValueInfoProto): boolean {
  const declared = declaredType(type);
  return declared === undefined || declared.dtype !== undefined;
}
