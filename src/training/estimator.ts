import type { Matrix, TaskName } from '../contract';
import type { RandomSource } from '../data';
import type { GraphBuilder, Value } from '../onnx';
import type { Column } from './column';
import type { Json, TrainingTarget } from './step';

/** What an estimator learns from. */
export interface EstimatorInput {
  /** float32 [rows, columns], as the pipeline leaves it */
  readonly x: Matrix;
  readonly columns: readonly Column[];
  readonly target: TrainingTarget;
  readonly random: RandomSource;
  /** Tells how far the fit is; from 0 to 1. */
  readonly progress: (fraction: number) => void;
}

/** The end of a pipeline: hyperparameters only. */
export interface Estimator {
  readonly name: string;
  /** What it can predict. */
  readonly tasks: readonly TaskName[];
  readonly parameters: Readonly<Record<string, Json>>;
  /** @throws PredictqlError `ESTIMATOR_UNFITTABLE` when the data do not allow it */
  fit(input: EstimatorInput): FittedEstimator | Promise<FittedEstimator>;
}

/** What an estimator learned, as ONNX. */
export interface FittedEstimator {
  /**
   * @param x - float [N, columns]
   * @returns regression: float [N, 1] in the (transformed) target's scale;
   *   classification: float [N, classes] of probabilities that sum to 1
   */
  emit(graph: GraphBuilder, x: Value): Value;
  /** How much each column matters to it, float64 [columns], not negative; where it can tell. */
  readonly importances?: Float64Array;
  /** What it learned, for the manifest. */
  readonly detail?: Json;
}
