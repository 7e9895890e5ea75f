import type { GraphProto, NodeProto } from '../gen/onnx_pb';
import { constantTexts } from './constant-texts';
import { nodeAttribute, stringsOf, wholeNumbersOf } from './node-attribute';

/** How many nodes before an output are looked at; exporters put the labels a few steps before the end. */
const mostNodes = 200;

/**
 * The classes of a label output, in the order of the probabilities, as far as the graph tells them: those
 * of the nearest classifier, label encoder or list of labels that the output comes from. Whole numbers are
 * decimal texts. It is a reading of what exporters usually write, to be proved by running the model.
 */
export function classLabels(graph: GraphProto, output: string): readonly string[] | undefined {
  const makers = new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
  const queue = [output];
  const seen = new Set(queue);
  for (let at = 0; at < queue.length && at < mostNodes; at++) {
    const node = makers.get(queue[at]);
    if (node === undefined) continue;
    const labels = labelsOf(graph, node);
    if (labels.length >= 2 && new Set(labels).size === labels.length) return labels;
    for (const name of node.input) {
      if (name === '' || seen.has(name)) continue;
      seen.add(name);
      queue.push(name);
    }
  }
  return undefined;
}

function labelsOf(graph: GraphProto, node: NodeProto): string[] {
  const texts = (name: string) => stringsOf(nodeAttribute(node, name));
  const numbers = (name: string) => wholeNumbersOf(nodeAttribute(node, name));
  switch (node.opType) {
    case 'TreeEnsembleClassifier':
    case 'SVMClassifier':
    case 'LinearClassifier':
    case 'ZipMap': {
      const lists = [
        texts('classlabels_strings'),
        numbers('classlabels_int64s'),
        numbers('classlabels_ints'),
      ];
      return lists.find((list) => list.length > 0) ?? [];
    }
    case 'LabelEncoder': {
      // Keys that are class numbers stand in the order of the probabilities once sorted.
      const keys = numbers('keys_int64s').map(Number);
      const values = [...texts('values_strings'), ...numbers('values_int64s')];
      if (keys.length !== values.length) return [];
      return keys
        .map((key, at) => [key, values[at]] as const)
        .sort(([one], [other]) => one - other)
        .map(([, value]) => value);
    }
    case 'ArrayFeatureExtractor':
    case 'Gather':
      return constantTexts(graph, node.input[0]) ?? [];
    default:
      return [];
  }
}
