import { PredictqlError } from '../contract';
import { type GraphBuilder, operators, type Value } from '../onnx';

/** A change of the target's scale for fitting, and its inverse inside the graph. */
export interface TargetTransform {
  /** The target as the estimator learns it. */
  apply(values: Float64Array): Float64Array;
  /** From the estimator's scale back to the target's own. */
  emitInverse(graph: GraphBuilder, value: Value): Value;
}

/** Learn the target as it is. */
export const identityTarget: TargetTransform = {
  apply: (values) => values,
  emitInverse: (_, value) => value,
};

/** Learn the natural logarithm of a positive target. */
export const logTarget: TargetTransform = {
  apply(values) {
    const wrong = values.findIndex((value) => !(value > 0));
    if (wrong >= 0) {
      throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
        subject: 'A target with a log transform',
        expected: 'be above 0 in every row',
        received: String(values[wrong]),
        remedy: 'Leave the transform out, or remove such rows.',
      });
    }
    return values.map(Math.log);
  },
  emitInverse: operators.exponential,
};
