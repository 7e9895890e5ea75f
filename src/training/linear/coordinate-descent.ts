import type { NormalEquations } from './normal-equations';

export interface Penalty {
  /** Weight of the sum of absolute coefficients. */
  readonly l1: number;
  /** Weight of half the sum of squared coefficients. */
  readonly l2: number;
}

export interface DescentOptions {
  /** Stop when the duality gap is below this share of the target's sum of squares. */
  readonly tolerance: number;
  readonly maxSweeps: number;
  /** [columns] to start from. Default: zeros. */
  readonly start?: Float64Array;
}

export interface DescentResult {
  /** [columns] */
  readonly coefficients: Float64Array;
  readonly sweeps: number;
  readonly converged: boolean;
}

/**
 * Coefficients w that minimise |y - Xw|² / 2 + l1·|w|₁ + l2·|w|² / 2 by cyclic coordinate descent on the
 * normal equations (Friedman, Hastie, Tibshirani, J. Statistical Software 33(1), 2010, section 2.2), with
 * the duality gap as the certificate that it is done (Kim et al., IEEE JSTSP 1(4), 2007).
 */
export function coordinateDescent(
  equations: NormalEquations,
  penalty: Penalty,
  { tolerance, maxSweeps, start }: DescentOptions,
): DescentResult {
  const { columns, gram, correlation, targetSquares } = equations;
  const coefficients = new Float64Array(columns);
  // What each column still correlates with in the residual: correlation - gram · coefficients.
  const gradient = Float64Array.from(correlation);

  const move = (column: number, step: number): void => {
    coefficients[column] += step;
    const line = column * columns;
    for (let other = 0; other < columns; other++) gradient[other] -= step * gram[line + other];
  };
  const update = (column: number): number => {
    const curvature = gram[column * columns + column];
    if (curvature === 0) return 0;
    const old = coefficients[column];
    const next = shrink(gradient[column] + curvature * old, penalty.l1) / (curvature + penalty.l2);
    const step = next - old;
    if (step === 0) return 0;
    move(column, step);
    // Not old + step, whose rounding could leave a trace where there should be none.
    coefficients[column] = next;
    return Math.abs(step) * Math.sqrt(curvature);
  };
  for (const [column, value] of (start ?? []).entries()) if (value !== 0) move(column, value);

  const enough = tolerance * targetSquares;
  const settled = 1e-3 * Math.sqrt(enough);
  let sweeps = 0;
  while (sweeps < maxSweeps) {
    for (let column = 0; column < columns; column++) update(column);
    sweeps++;
    if (dualityGap(equations, penalty, coefficients, gradient) <= enough) {
      return { coefficients, sweeps, converged: true };
    }
    // Most columns of a sparse fit stay at zero: settle the others before looking at all again.
    const active = [...coefficients.keys()].filter((column) => coefficients[column] !== 0);
    for (let change = Number.POSITIVE_INFINITY; change > settled && sweeps < maxSweeps; sweeps++) {
      change = 0;
      for (const column of active) change = Math.max(change, update(column));
    }
  }
  return { coefficients, sweeps, converged: false };
}

function shrink(value: number, by: number): number {
  return Math.sign(value) * Math.max(Math.abs(value) - by, 0);
}

function dualityGap(
  { correlation, targetSquares }: NormalEquations,
  { l1, l2 }: Penalty,
  coefficients: Float64Array,
  gradient: Float64Array,
): number {
  let fitted = 0;
  let explained = 0;
  let absolute = 0;
  let squares = 0;
  let largest = 0;
  for (let column = 0; column < coefficients.length; column++) {
    const coefficient = coefficients[column];
    fitted += coefficient * correlation[column];
    explained += coefficient * (correlation[column] + gradient[column]);
    absolute += Math.abs(coefficient);
    squares += coefficient * coefficient;
    largest = Math.max(largest, Math.abs(gradient[column] - l2 * coefficient));
  }
  const residualSquares = targetSquares - explained;
  const scale = largest > l1 ? l1 / largest : 1;
  return (
    (residualSquares * (1 + scale * scale)) / 2 +
    l1 * absolute -
    scale * (targetSquares - fitted) +
    (l2 * squares * (1 + scale * scale)) / 2
  );
}
