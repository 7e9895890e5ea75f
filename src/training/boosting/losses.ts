/** What boosting minimises. Raw scores are float64 [rows, outputs], row after row. */
export interface Loss {
  readonly name: string;
  /** Raw scores per row: the number of trees of each round. */
  readonly outputs: number;
  /** The constant to start from, one per output. */
  start(truth: Float64Array): Float64Array;
  /**
   * Gradients and hessians of one output.
   *
   * @param pairs - float64 [rows, 2], written
   */
  derive(truth: Float64Array, raw: Float64Array, output: number, pairs: Float64Array): void;
  /** Mean loss over the rows. */
  mean(truth: Float64Array, raw: Float64Array, rows: ArrayLike<number>): number;
}

/** Half the squared error. */
export const squaredLoss: Loss = {
  name: 'squared',
  outputs: 1,
  start: (truth) => Float64Array.of(truth.reduce((sum, value) => sum + value, 0) / truth.length),
  derive(truth, raw, _, pairs) {
    for (let row = 0; row < truth.length; row++) {
      pairs[2 * row] = raw[row] - truth[row];
      pairs[2 * row + 1] = 1;
    }
  },
  mean(truth, raw, rows) {
    let sum = 0;
    for (let i = 0; i < rows.length; i++) sum += (raw[rows[i]] - truth[rows[i]]) ** 2;
    return sum / rows.length / 2;
  },
};

/** No hessian below this, or one sure row could make a leaf of infinite value. */
const leastHessian = 1e-16;
/** What a class that no row has starts from: nothing takes away from it what it never had. */
const leastShare = 1e-16;

/** Negative log-likelihood of class 1 of two; the raw score is its log-odds. */
export const logisticLoss: Loss = {
  name: 'logistic',
  outputs: 1,
  start(truth) {
    const share = truth.reduce((sum, value) => sum + value, 0) / truth.length;
    return Float64Array.of(Math.log(share / (1 - share)));
  },
  derive(truth, raw, _, pairs) {
    for (let row = 0; row < truth.length; row++) {
      const probability = 1 / (1 + Math.exp(-raw[row]));
      pairs[2 * row] = probability - truth[row];
      pairs[2 * row + 1] = Math.max(probability * (1 - probability), leastHessian);
    }
  },
  mean(truth, raw, rows) {
    let sum = 0;
    for (let i = 0; i < rows.length; i++) {
      const score = truth[rows[i]] === 1 ? raw[rows[i]] : -raw[rows[i]];
      // log(1 + e^-score) without overflow
      sum += score > 0 ? Math.log1p(Math.exp(-score)) : -score + Math.log1p(Math.exp(score));
    }
    return sum / rows.length;
  },
};

/** Negative log-likelihood of one of several classes; raw scores are log-odds up to a constant. */
export function softmaxLoss(classes: number): Loss {
  const logSum = (raw: Float64Array, row: number): number => {
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < classes; k++) largest = Math.max(largest, raw[row * classes + k]);
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += Math.exp(raw[row * classes + k] - largest);
    return largest + Math.log(sum);
  };
  return {
    name: 'softmax',
    outputs: classes,
    start(truth) {
      const counts = new Float64Array(classes);
      for (const index of truth) counts[index]++;
      return counts.map((count) => Math.log(Math.max(count / truth.length, leastShare)));
    },
    derive(truth, raw, output, pairs) {
      for (let row = 0; row < truth.length; row++) {
        const probability = Math.exp(raw[row * classes + output] - logSum(raw, row));
        pairs[2 * row] = probability - (truth[row] === output ? 1 : 0);
        pairs[2 * row + 1] = Math.max(probability * (1 - probability), leastHessian);
      }
    },
    mean(truth, raw, rows) {
      let sum = 0;
      for (let i = 0; i < rows.length; i++) {
        sum += logSum(raw, rows[i]) - raw[rows[i] * classes + truth[rows[i]]];
      }
      return sum / rows.length;
    },
  };
}
