import type { Matrix } from '../contract';
import type { RandomSource } from '../data';
import type { GraphBuilder, Value } from '../onnx';
import type { Column } from './column';
import type { Selector } from './selector';

/** Plain data that a manifest can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a step learns from. */
export interface StepInput {
  /** float32 [rows, columns]; NaN means missing */
  readonly x: Matrix;
  readonly columns: readonly Column[];
  readonly target: TrainingTarget;
  /** A stream of random numbers of the step's own. */
  readonly random: RandomSource;
}

/** The truth to learn. */
export interface TrainingTarget {
  /** Per row: the number to predict (already transformed) or the class index. */
  readonly values: Float64Array;
  /** Number of classes; 0 for regression. */
  readonly classes: number;
}

/**
 * One step of a pipeline: hyperparameters only. Fitting returns a new value, so that a step that has not
 * been fitted cannot transform.
 */
export interface Step {
  /** What it does, for messages and manifests: `impute`. */
  readonly name: string;
  readonly columns: Selector;
  /** @throws PredictqlError `STEP_UNFITTABLE` when the columns do not allow it */
  fit(input: StepInput): FittedStep | Promise<FittedStep>;
}

/** What a step learned: new columns, or which of the old ones to keep. */
export type FittedStep = FittedTransform | FittedSelection;

/** A transform written in ONNX. */
export interface FittedTransform {
  /** The columns that `emit` makes, in order; at least one. */
  readonly outputs: readonly Column[];
  /** Whether the columns it read stay beside the ones it makes; by default it replaces them. */
  readonly keepsInputs?: boolean;
  /**
   * The transform, the only one there is: training runs these nodes too.
   *
   * @param x - float [N, columns it selected]
   * @returns float [N, outputs]
   */
  emit(graph: GraphBuilder, x: Value): Value;
  /**
   * What the steps after it learn from instead of `emit`'s output: float32 [rows, outputs]. For a transform
   * that has seen the target, whose own rows would give it away.
   */
  readonly trainingOutput?: Matrix;
  /** What it learned, for the manifest. */
  readonly detail?: Json;
}

/** A choice among columns; it costs no node. */
export interface FittedSelection {
  /** Positions to keep among the columns it selected, ascending. */
  readonly kept: readonly number[];
  /** What was kept and why, for the manifest. */
  readonly detail?: Json;
}
