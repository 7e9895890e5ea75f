import { floats, type GraphBuilder, operators, type Value } from '../onnx';

/**
 * Probabilities of two classes from the log-odds of the second.
 *
 * @param raw - float [N, 1]
 * @returns float [N, 2]
 */
export function probabilityOfTwo(graph: GraphBuilder, raw: Value): Value {
  const second = operators.sigmoid(graph, raw);
  const one = graph.constant(floats([1], []));
  return operators.concatColumns(graph, [operators.subtract(graph, one, second), second]);
}
