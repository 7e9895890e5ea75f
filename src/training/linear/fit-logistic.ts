import type { Matrix } from '../../contract';
import { centreClasses, lowerMedian, meanOf, nearestMedian } from './centre-classes';
import { ClassScores, timesColumns } from './class-scores';
import { coordinateDescent, type Penalty } from './coordinate-descent';
import { leastSquares } from './least-squares';
import { type NormalEquations, normalEquations } from './normal-equations';

export interface LogisticRules {
  /** Either weight may be 0. */
  readonly penalty: Penalty;
  /** Stop when a round promises less than this share of the objective. */
  readonly tolerance: number;
  readonly maxIterations: number;
}

export interface FittedLogistic {
  /** [outputs][columns]; one output, the second class's log-odds, for two classes */
  readonly coefficients: readonly Float64Array[];
  /** [outputs] */
  readonly intercepts: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Rows that are all but sure would weigh nothing, and a step from them nowhere in particular. */
const leastWeight = 1e-6;

/** What a class that no row has starts from and keeps. */
const leastShare = 1e-16;

/**
 * Logistic regression for two classes or several: minimises the sum of the negative log-likelihoods plus
 * l1·|w|₁ + l2·|w|²/2, the intercepts unpenalised.
 *
 * Newton's method, for several classes on one of them at a time (Friedman, Hastie, Tibshirani, J.
 * Statistical Software 33(1), 2010): each step is a weighted least squares problem, and its length is
 * halved until the objective falls.
 *
 * @param x - float32 [rows, columns]
 * @param truth - per row the class index; for two classes also a probability of the second
 */
export function fitLogistic(
  x: Matrix,
  truth: Float64Array,
  classes: number,
  { penalty, tolerance, maxIterations }: LogisticRules,
  progress: (fraction: number) => void = () => {},
): FittedLogistic {
  const outputs = classes === 2 ? 1 : classes;
  const coefficients = Array.from({ length: outputs }, () => new Float64Array(x.columns));
  const intercepts = startOf(truth, outputs);
  const scores = new ClassScores(truth, outputs);
  const present = [...coefficients.keys()].filter((output) => outputs === 1 || truth.includes(output));

  let iterations = 0;
  let converged = false;
  while (iterations < maxIterations && !converged) {
    scores.set(x, coefficients, intercepts);
    let promised = 0;
    for (const output of present) {
      promised += newtonStep(x, scores, output, coefficients[output], intercepts, penalty);
    }
    if (outputs > 1)
      centreClasses(present, coefficients, intercepts, penalty.l1 > 0 ? nearestMedian : meanOf);
    iterations++;
    converged = promised <= tolerance * (scores.loss() + sizeOf(coefficients, penalty));
    progress(iterations / maxIterations);
  }
  if (outputs > 1 && penalty.l1 > 0) centreClasses(present, coefficients, intercepts, lowerMedian);
  return { coefficients, intercepts, iterations, converged };
}

/** Intercepts that answer with the shares of the classes. */
function startOf(truth: Float64Array, outputs: number): Float64Array {
  const mean = truth.reduce((sum, value) => sum + value, 0) / truth.length;
  if (outputs === 1) return Float64Array.of(Math.log(mean / (1 - mean)));
  const counts = new Float64Array(outputs);
  for (const index of truth) counts[index]++;
  return counts.map((count) => Math.log(Math.max(count / truth.length, leastShare)));
}

/**
 * Moves one output's coefficients, its intercept and the scores.
 *
 * @returns how much less the objective was to be
 */
function newtonStep(
  x: Matrix,
  scores: ClassScores,
  output: number,
  coefficients: Float64Array,
  intercepts: Float64Array,
  penalty: Penalty,
): number {
  const slopes = new Float64Array(x.rows);
  const weights = new Float64Array(x.rows);
  const working = new Float64Array(x.rows);
  for (let row = 0; row < x.rows; row++) {
    const probability = scores.probability(row, output);
    slopes[row] = probability - scores.wanted(row, output);
    weights[row] = Math.max(probability * (1 - probability), leastWeight);
    working[row] = scores.values[row * scores.outputs + output] - slopes[row] / weights[row];
  }
  const equations = normalEquations(x, working, weights);
  const next = solve(equations, penalty, coefficients);
  let intercept = equations.targetMean;
  for (let column = 0; column < x.columns; column++) intercept -= next[column] * equations.means[column];

  const change = next.map((value, column) => value - coefficients[column]);
  const rise = intercept - intercepts[output];
  const direction = timesColumns(x, change).map((value) => value + rise);
  const before = scores.loss() + sizeOf([coefficients], penalty);
  let slope = penalty.l1 * (sumOf(next, Math.abs) - sumOf(coefficients, Math.abs));
  for (let row = 0; row < x.rows; row++) slope += slopes[row] * direction[row];
  for (let column = 0; column < x.columns; column++)
    slope += penalty.l2 * coefficients[column] * change[column];

  const at = (step: number) => coefficients.map((value, column) => value + step * change[column]);
  let step = 1;
  scores.move(output, direction, step);
  // What float64 cannot tell apart counts as a fall.
  const noise = 1e-13 * before;
  while (scores.loss() + sizeOf([at(step)], penalty) > before + 1e-4 * step * slope + noise && step > 1e-9) {
    scores.move(output, direction, -step / 2);
    step /= 2;
  }
  intercepts[output] += step * rise;
  coefficients.set(step === 1 ? next : at(step));
  return Math.max(0, -slope);
}

/** The coefficients of least penalised squares. */
function solve(equations: NormalEquations, penalty: Penalty, start: Float64Array): Float64Array {
  if (penalty.l1 > 0) {
    return coordinateDescent(equations, penalty, { tolerance: 1e-13, maxSweeps: 1000, start }).coefficients;
  }
  const { columns } = equations;
  const gram = Float64Array.from(equations.gram);
  for (let i = 0; i < columns; i++) gram[i * columns + i] += penalty.l2;
  return leastSquares({ ...equations, gram }).coefficients;
}

function sizeOf(coefficients: readonly Float64Array[], { l1, l2 }: Penalty): number {
  return coefficients.reduce(
    (sum, own) => sum + l1 * sumOf(own, Math.abs) + (l2 / 2) * sumOf(own, (value) => value * value),
    0,
  );
}

function sumOf(values: Float64Array, of: (value: number) => number): number {
  let sum = 0;
  for (const value of values) sum += of(value);
  return sum;
}
