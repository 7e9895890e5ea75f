import { PredictqlError } from './errors';

/** A dense table of numbers: float32 [rows, columns], row after row; NaN means missing. */
export interface Matrix {
  readonly data: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** @throws PredictqlError `SHAPE_MISMATCH` when the data does not fill [rows, columns] */
export function matrix(data: Float32Array, rows: number, columns: number): Matrix {
  if (!Number.isInteger(rows) || !Number.isInteger(columns) || data.length !== rows * columns) {
    throw new PredictqlError('SHAPE_MISMATCH', {
      subject: 'A matrix',
      expected: `hold ${rows} x ${columns} numbers`,
      received: String(data.length),
    });
  }
  return { data, rows, columns };
}

/**
 * The rows at the given indices, in that order.
 *
 * @throws PredictqlError `SHAPE_MISMATCH` when there is no row at an index
 */
export function takeRows({ data, rows, columns }: Matrix, indices: ArrayLike<number>): Matrix {
  const taken = new Float32Array(indices.length * columns);
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i];
    // Outside the matrix subarray gives other rows or none, and the copy would hold zeros.
    if (!(Number.isInteger(index) && index >= 0 && index < rows)) {
      throw new PredictqlError('SHAPE_MISMATCH', {
        subject: 'An index of rows to take',
        expected: `be a whole number from 0 to ${rows - 1}`,
        received: String(index),
      });
    }
    const start = index * columns;
    taken.set(data.subarray(start, start + columns), i * columns);
  }
  return { data: taken, rows: indices.length, columns };
}
