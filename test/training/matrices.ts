import { type Matrix, matrix } from '../../src/contract';

/** A matrix of rows written out, or of `columns` columns when there are no rows. */
export function matrixOf(rows: readonly (readonly number[])[], columns = rows[0].length): Matrix {
  return matrix(Float32Array.from(rows.flat()), rows.length, columns);
}

/** The rows of a matrix. */
export function rowsOf({ data, rows, columns }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from(data.subarray(row * columns, (row + 1) * columns)),
  );
}
