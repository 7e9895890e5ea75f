import type { Matrix } from '../../contract';

/**
 * What least squares needs of a data set, in float64 and about the means, so that an intercept comes
 * for free: gram = (X - x̄)ᵀ(X - x̄) and correlation = (X - x̄)ᵀ(y - ȳ). Where rows have weights, sums and
 * means are weighted.
 */
export interface NormalEquations {
  readonly rows: number;
  readonly columns: number;
  /** [columns] */
  readonly means: Float64Array;
  readonly targetMean: number;
  /** [columns, columns], symmetric */
  readonly gram: Float64Array;
  /** [columns] */
  readonly correlation: Float64Array;
  /** Sum of squares of the centred target. */
  readonly targetSquares: number;
}

/** Rows whose products are added in one pass over the gram matrix: it is read and written so much less. */
const stride = 8;

/**
 * @param x - float32 [rows, columns], no NaN
 * @param y - [rows]
 * @param weights - [rows], above 0; by default 1 each
 */
export function normalEquations(
  { data, rows, columns }: Matrix,
  y: Float64Array,
  weights: Float64Array = new Float64Array(rows).fill(1),
): NormalEquations {
  const means = new Float64Array(columns);
  let targetMean = 0;
  let total = 0;
  for (let row = 0, at = 0; row < rows; row++) {
    const weight = weights[row];
    // From the first row on, so that a constant column has exactly that as its mean, and no spread at all.
    for (let column = 0; column < columns; column++, at++)
      means[column] += weight * (data[at] - data[column]);
    targetMean += weight * y[row];
    total += weight;
  }
  for (let column = 0; column < columns; column++) means[column] = data[column] + means[column] / total;
  targetMean /= total;

  const gram = new Float64Array(columns * columns);
  const correlation = new Float64Array(columns);
  // [columns, stride]; past the last row it holds zeros, which add nothing.
  const centred = new Float64Array(columns * stride);
  let targetSquares = 0;
  for (let start = 0; start < rows; start += stride) {
    if (start + stride > rows) centred.fill(0);
    for (let row = start; row < Math.min(start + stride, rows); row++) {
      const root = Math.sqrt(weights[row]);
      const residual = root * (y[row] - targetMean);
      targetSquares += residual * residual;
      for (let column = 0; column < columns; column++) {
        const value = root * (data[row * columns + column] - means[column]);
        correlation[column] += value * residual;
        centred[column * stride + row - start] = value;
      }
    }
    addProducts(gram, centred, columns);
  }
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < i; j++) gram[j * columns + i] = gram[i * columns + j];
  }
  return { rows, columns, means, targetMean, gram, correlation, targetSquares };
}

/** Adds the products of every two columns of the stride to the lower triangle. */
function addProducts(gram: Float64Array, centred: Float64Array, columns: number): void {
  for (let i = 0; i < columns; i++) {
    const [a, b, c, d, e, f, g, h] = centred.subarray(i * stride, (i + 1) * stride);
    const line = i * columns;
    for (let j = 0, at = 0; j <= i; j++, at += stride) {
      gram[line + j] +=
        a * centred[at] +
        b * centred[at + 1] +
        c * centred[at + 2] +
        d * centred[at + 3] +
        e * centred[at + 4] +
        f * centred[at + 5] +
        g * centred[at + 6] +
        h * centred[at + 7];
    }
  }
}
