import type { SupervisedPrediction } from '../../contract';

/** One way to tell how good numbers are. */
export interface RegressionMetric {
  readonly name: string;
  readonly higherIsBetter: boolean;
  /** Whether it is in the unit of the target. */
  readonly inTargetUnit: boolean;
  /**
   * @param truth - [rows]
   * @param predicted - [rows]
   * @returns NaN where the metric is not defined on these numbers
   */
  compute(truth: ArrayLike<number>, predicted: ArrayLike<number>): number;
}

/** One way to tell how good classes and their probabilities are. */
export interface ClassificationMetric {
  readonly name: string;
  readonly higherIsBetter: boolean;
  /**
   * @param truth - class index per row
   * @param positive - index of the class that counts as positive, for binary metrics
   * @returns NaN where the metric is not defined on these classes
   */
  compute(
    truth: ArrayLike<number>,
    predicted: Extract<SupervisedPrediction, { task: 'classification' }>,
    positive: number | undefined,
  ): number;
}
