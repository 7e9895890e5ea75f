import type { TrainingTarget } from '../step';

/**
 * Pearson's correlation of two columns over the rows in which both have a value; 0 where either does not
 * vary.
 *
 * @returns from -1 to 1
 */
export function correlation(a: Float64Array, b: Float64Array): number {
  let rows = 0;
  let sumA = 0;
  let sumB = 0;
  for (let row = 0; row < a.length; row++) {
    if (Number.isNaN(a[row] + b[row])) continue;
    rows++;
    sumA += a[row];
    sumB += b[row];
  }
  const [meanA, meanB] = [sumA / rows, sumB / rows];
  let products = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let row = 0; row < a.length; row++) {
    const [fromA, fromB] = [a[row] - meanA, b[row] - meanB];
    const product = fromA * fromB;
    if (Number.isNaN(product)) continue;
    products += product;
    squaresA += fromA * fromA;
    squaresB += fromB * fromB;
  }
  const r = products / Math.sqrt(squaresA) / Math.sqrt(squaresB);
  return Number.isFinite(r) ? Math.max(-1, Math.min(1, r)) : 0;
}

/** How the sum of squares of a column divides over the classes of the target; rows without a value do not count. */
export interface ClassSquares {
  readonly rows: number;
  /** Classes that have a row. */
  readonly classes: number;
  /** Of the means of the classes about the mean of all. */
  readonly between: number;
  /** Of the values about the means of their classes. */
  readonly within: number;
}

export function classSquares(
  values: Float64Array,
  { values: labels, classes }: TrainingTarget,
): ClassSquares {
  const counts = new Float64Array(classes);
  const sums = new Float64Array(classes);
  for (const [row, label] of labels.entries()) {
    if (Number.isNaN(values[row])) continue;
    counts[label]++;
    sums[label] += values[row];
  }
  const rows = counts.reduce((total, count) => total + count, 0);
  const mean = sums.reduce((total, sum) => total + sum, 0) / rows;
  const means = sums.map((sum, label) => sum / counts[label]);
  let within = 0;
  for (const [row, label] of labels.entries()) {
    if (!Number.isNaN(values[row])) within += (values[row] - means[label]) ** 2;
  }
  const between = means.reduce(
    (total, own, label) => (counts[label] === 0 ? total : total + counts[label] * (own - mean) ** 2),
    0,
  );
  return { rows, classes: counts.filter((count) => count > 0).length, between, within };
}

/**
 * How much a column has to do with the target: the size of Pearson's correlation with a number, or the
 * correlation ratio with classes, which is the same for two of them.
 *
 * @returns from 0 to 1; 0 where either does not vary
 */
export function relation(values: Float64Array, target: TrainingTarget): number {
  if (target.classes === 0) return Math.abs(correlation(values, target.values));
  const { between, within } = classSquares(values, target);
  return between > 0 ? Math.sqrt(between / (between + within)) : 0;
}
