import { PredictqlError } from '../contract';
import { described, type Shape, type Value } from './value';

/**
 * The shape of an elementwise operator's result under ONNX's multidirectional broadcasting.
 *
 * @throws PredictqlError `GRAPH_INVALID` when two axes have different lengths and neither is 1
 */
export function broadcastShape(operator: string, ...values: readonly Value[]): Shape {
  const rank = Math.max(...values.map(({ shape }) => shape.length));
  return Array.from({ length: rank }, (_, position) => {
    let axis: Shape[number] = 1;
    for (const { shape } of values) {
      const own = shape[position - rank + shape.length] ?? 1;
      if (own === 1 || own === axis) continue;
      if (axis !== 1) throw mismatch(operator, 'take values whose shapes broadcast', values);
      axis = own;
    }
    return axis;
  });
}

/** @throws PredictqlError `GRAPH_INVALID` unless all values have one element type */
export function assertSameType(operator: string, ...values: readonly Value[]): void {
  if (values.some(({ type }) => type !== values[0].type)) {
    throw mismatch(operator, 'take values of one element type', values);
  }
}

/**
 * The two axes of a matrix.
 *
 * @throws PredictqlError `GRAPH_INVALID` unless the value has rank 2 and a known number of columns
 */
export function matrixAxes(operator: string, value: Value): { rows: Shape[number]; columns: number } {
  const [rows, columns] = value.shape;
  if (value.shape.length !== 2 || typeof columns !== 'number') {
    throw mismatch(operator, 'take a matrix with a known number of columns', [value]);
  }
  return { rows, columns };
}

export function mismatch(operator: string, expected: string, values: readonly Value[]): PredictqlError {
  return new PredictqlError('GRAPH_INVALID', {
    subject: `Operator ${operator}`,
    expected,
    received: values.map(described).join(' and '),
  });
}
