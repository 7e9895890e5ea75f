import type { Matrix } from '../../contract';

/**
 * Scores of a linear classifier and what follows from them, float64. Two classes have one score, the
 * log-odds of the second; more have one each, log-odds up to a constant.
 */
export class ClassScores {
  /** [rows, outputs] */
  readonly values: Float64Array;

  constructor(
    readonly truth: Float64Array,
    readonly outputs: number,
  ) {
    this.values = new Float64Array(truth.length * outputs);
  }

  /** Sets all scores to x · coefficients + intercepts; [outputs][columns] and [outputs]. */
  set(x: Matrix, coefficients: readonly Float64Array[], intercepts: Float64Array): void {
    for (const [output, own] of coefficients.entries()) {
      const products = timesColumns(x, own);
      for (let row = 0; row < x.rows; row++) {
        this.values[row * this.outputs + output] = products[row] + intercepts[output];
      }
    }
  }

  /** Whether the row is one that the output stands for, as 0 or 1, or in between where it is not sure. */
  wanted(row: number, output: number): number {
    const truth = this.truth[row];
    return this.outputs === 1 ? truth : truth === output ? 1 : 0;
  }

  /** Probability that the output gives a row. */
  probability(row: number, output: number): number {
    const { outputs, values } = this;
    if (outputs === 1) return 1 / (1 + Math.exp(-values[row]));
    return Math.exp(values[row * outputs + output] - this.#logSum(row));
  }

  /** Sum of the negative log-likelihoods of all rows. */
  loss(): number {
    const { outputs, values, truth } = this;
    let sum = 0;
    for (let row = 0; row < truth.length; row++) {
      sum += outputs === 1 ? logOfOnePlusExp(values[row]) - truth[row] * values[row] : this.#logSum(row);
      if (outputs > 1) sum -= values[row * outputs + truth[row]];
    }
    return sum;
  }

  /** Moves one output's scores along a direction, [rows]. */
  move(output: number, direction: Float64Array, step: number): void {
    for (let row = 0; row < direction.length; row++) {
      this.values[row * this.outputs + output] += step * direction[row];
    }
  }

  #logSum(row: number): number {
    const { outputs, values } = this;
    const start = row * outputs;
    let largest = values[start];
    for (let output = 1; output < outputs; output++) largest = Math.max(largest, values[start + output]);
    let sum = 0;
    for (let output = 0; output < outputs; output++) sum += Math.exp(values[start + output] - largest);
    return largest + Math.log(sum);
  }
}

/** x · coefficients, float64 [rows]. */
export function timesColumns({ data, rows, columns }: Matrix, coefficients: Float64Array): Float64Array {
  const products = new Float64Array(rows);
  for (let row = 0, at = 0; row < rows; row++) {
    let sum = 0;
    for (let column = 0; column < columns; column++, at++) sum += data[at] * coefficients[column];
    products[row] = sum;
  }
  return products;
}

/** Without overflow, and exact far below 0. */
function logOfOnePlusExp(score: number): number {
  return score > 0 ? score + Math.log1p(Math.exp(-score)) : Math.log1p(Math.exp(score));
}
