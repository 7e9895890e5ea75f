import { type GraphBuilder, operators, type Value } from '../../onnx';

/**
 * (x - centre) / spread per column.
 *
 * @param x - float [N, columns]
 * @param centres - float64 [columns]
 */
export function centreAndScale(
  graph: GraphBuilder,
  x: Value,
  centres: readonly number[],
  spreads: readonly number[],
): Value {
  // A centre of its own size and float32 precision would lose the digits in which the values differ
  // (degrees of latitude within one town), so what float32 cannot hold of it is subtracted too.
  const rounding = centres.map((centre) => centre - Math.fround(centre));
  const near = operators.subtract(graph, x, operators.rowOf(graph, centres));
  const centred = rounding.every((rest) => rest === 0)
    ? near
    : operators.subtract(graph, near, operators.rowOf(graph, rounding));
  return operators.divide(graph, centred, operators.rowOf(graph, spreads));
}
