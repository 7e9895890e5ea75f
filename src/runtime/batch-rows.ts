import type { Matrix, Row } from '../contract';

/** Rows on their way to a model: as objects, or encoded already. Plain data, so that threads can pass it on. */
export type BatchRows = readonly Row[] | EncodedRows;

/** Rows that came by column and were encoded without making an object of each. */
export interface EncodedRows {
  readonly length: number;
  /** float32 [length, features], see `compileEncoder` */
  readonly matrix: Matrix;
}

export function encodedRows(matrix: Matrix): EncodedRows {
  return { length: matrix.rows, matrix };
}

export function isEncoded(rows: BatchRows): rows is EncodedRows {
  return 'matrix' in rows;
}

/** The rows from `start` up to, not including, `end`; of encoded ones a view. */
export function sliceRows(rows: BatchRows, start: number, end: number): BatchRows {
  if (!isEncoded(rows)) return rows.slice(start, end);
  const { data, columns } = rows.matrix;
  const part = data.subarray(start * columns, end * columns);
  return encodedRows({ data: part, rows: part.length / columns, columns });
}
