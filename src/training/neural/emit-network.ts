import { floats, type GraphBuilder, operators, type Value } from '../../onnx';
import type { Network } from './network';
import { emitNumbers, emitSlots, type InputPlan } from './network-input';

/**
 * A network as ONNX nodes.
 *
 * @param x - float [N, columns]
 * @returns float [N, outputs], before any sigmoid or softmax
 */
export function emitNetwork(
  graph: GraphBuilder,
  x: Value,
  plan: InputPlan,
  { embedding, layers }: Network,
): Value {
  const parts: Value[] = [];
  if (plan.numbers.length > 0) parts.push(emitNumbers(graph, x, plan));
  if (embedding !== undefined) {
    const table = graph.constant(floats(embedding.data, [embedding.rows, embedding.columns]));
    const slots = operators.cast(graph, emitSlots(graph, x, plan), 'int64');
    parts.push(operators.embed(graph, table, slots));
  }
  let value = operators.concatColumns(graph, parts);
  for (const [index, { weights, bias }] of layers.entries()) {
    if (index > 0) value = operators.relu(graph, value);
    const { data, rows, columns } = weights;
    value = operators.affine(
      graph,
      value,
      graph.constant(floats(data, [rows, columns])),
      graph.constant(floats(bias)),
    );
  }
  return value;
}
