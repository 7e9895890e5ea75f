import type { Prediction } from '../contract';
import type { BatchRows } from './batch-rows';

/** The answer of one run. */
export interface TimedPrediction {
  readonly prediction: Prediction;
  /** How long the run kept its thread busy. */
  readonly runMs: number;
}

/** Where a version runs: on this thread or on one of its own. */
export interface Runner {
  /** Whether a run keeps this thread busy. */
  readonly isLocal: boolean;
  /**
   * The predictions of rows that satisfy the contract.
   *
   * @throws PredictqlError `PREDICTION_FAILED`, and `PREDICTION_TIMEOUT` when another thread does not answer
   */
  run(rows: BatchRows): Promise<TimedPrediction>;
  /** Frees the memory of the model; runs that are under way may fail. */
  close(): Promise<void>;
}
