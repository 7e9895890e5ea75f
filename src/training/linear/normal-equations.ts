import type { Matrix } from '../../contract';

/**
 * What least squares needs of a data set, in float64 and about the means, so that an intercept comes
 * for free: gram = (X - x̄)ᵀ(X - x̄) and correlation = (X - x̄)ᵀ(y - ȳ).
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

/**
 * @param x - float32 [rows, columns], no NaN
 * @param y - [rows]
 */
export function normalEquations({ data, rows, columns }: Matrix, y: Float64Array): NormalEquations {
  const means = new Float64Array(columns);
  let targetMean = 0;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) means[column] += data[at];
    targetMean += y[row];
  }
  for (let column = 0; column < columns; column++) means[column] /= rows;
  targetMean /= rows;

  const gram = new Float64Array(columns * columns);
  const correlation = new Float64Array(columns);
  const centred = new Float64Array(columns);
  let targetSquares = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      centred[column] = data[row * columns + column] - means[column];
    const residual = y[row] - targetMean;
    targetSquares += residual * residual;
    for (let i = 0; i < columns; i++) {
      const value = centred[i];
      correlation[i] += value * residual;
      const line = i * columns;
      for (let j = 0; j <= i; j++) gram[line + j] += value * centred[j];
    }
  }
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < i; j++) gram[j * columns + i] = gram[i * columns + j];
  }
  return { rows, columns, means, targetMean, gram, correlation, targetSquares };
}
