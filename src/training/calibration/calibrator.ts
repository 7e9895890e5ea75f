import type { GraphBuilder, Value } from '../../onnx';
import type { Json } from '../step';

/** A correction of one class's probability, fitted. */
export interface FittedCalibrator {
  /**
   * @param p - float [N, 1], from 0 to 1
   * @returns float [N, 1], from 0 to 1
   */
  emit(graph: GraphBuilder, p: Value): Value;
  readonly detail: Json;
}

/**
 * Fits a correction.
 *
 * @param p - [rows], probabilities of the class for rows that the classifier has not seen
 * @param isClass - [rows], 1 where the row is of the class
 */
export type FitCalibrator = (p: Float64Array, isClass: Uint8Array) => FittedCalibrator;
