import type { ValuedColumn } from './column';
import { ranksOf } from './ranks';

/** Spearman's rank correlation of every two columns. */
export interface Correlations {
  readonly names: readonly string[];
  /** float64 [columns, columns], row after row; NaN where two columns have too few rows in common or one does not vary */
  readonly values: Float64Array;
}

/** Fewer rows in common tell nothing. */
const leastRows = 3;

/** Correlations over the rows in which both columns have a value. Columns of texts are left out. */
export function correlate(columns: readonly ValuedColumn[]): Correlations {
  const ordered = columns.filter(({ kind }) => kind !== 'category');
  const size = ordered.length;
  const ranks = ordered.map(({ values }) => ranksOf(values));
  const values = new Float64Array(size * size).fill(Number.NaN);
  for (let one = 0; one < size; one++) {
    for (let other = one; other < size; other++) {
      const correlation = pearson(ranks[one], ranks[other]);
      values[one * size + other] = correlation;
      values[other * size + one] = correlation;
    }
  }
  return { names: ordered.map(({ name }) => name), values };
}

/** Of ranks: those of all rows stand in for those of the common rows, which they follow closely. */
function pearson(one: Float64Array, other: Float64Array): number {
  let [count, sumX, sumY, squaresX, squaresY, products] = [0, 0, 0, 0, 0, 0];
  // Ranks around 0 keep the sums small enough for 53 bits.
  const middle = one.length / 2;
  for (let row = 0; row < one.length; row++) {
    const x = one[row] - middle;
    const y = other[row] - middle;
    if (Number.isNaN(x + y)) continue;
    count++;
    sumX += x;
    sumY += y;
    squaresX += x * x;
    squaresY += y * y;
    products += x * y;
  }
  const varianceX = squaresX - (sumX * sumX) / count;
  const varianceY = squaresY - (sumY * sumY) / count;
  // What rounding leaves of nothing is below one part in 10^9 of the sums.
  const isFlat = varianceX <= 1e-9 * squaresX || varianceY <= 1e-9 * squaresY;
  if (count < leastRows || isFlat) return Number.NaN;
  return Math.min(1, Math.max(-1, (products - (sumX * sumY) / count) / Math.sqrt(varianceX * varianceY)));
}
