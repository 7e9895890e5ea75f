import type { Matrix } from '../../contract';

/** One column with its missing values: float64 [rows]. */
export function wholeColumn({ data, rows, columns }: Matrix, index: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => data[row * columns + index]);
}
