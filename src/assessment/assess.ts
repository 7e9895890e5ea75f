import type { Metric, SupervisedPrediction, Target } from '../contract';
import { classificationMetrics, regressionMetrics } from './metrics';

/** Predictions on one split with the truth they should have met. */
export interface AssessedSplit {
  readonly split: string;
  /** Per row: the number, or the class index. */
  readonly truth: ArrayLike<number>;
  readonly prediction: SupervisedPrediction;
}

/** Every metric of the task that is defined on the split's numbers. */
export function assess(target: Target, { split, truth, prediction }: AssessedSplit): Metric[] {
  return valuesOf(target, truth, prediction)
    .filter(({ value }) => Number.isFinite(value))
    .map((metric) => ({ ...metric, split }));
}

function valuesOf(
  target: Target,
  truth: ArrayLike<number>,
  prediction: SupervisedPrediction,
): Omit<Metric, 'split'>[] {
  if (prediction.task === 'regression') {
    const unit = target.task === 'regression' ? target.unit : undefined;
    return regressionMetrics.map(({ name, higherIsBetter, inTargetUnit, compute }) => ({
      name,
      value: compute(truth, prediction.values),
      higherIsBetter,
      ...(inTargetUnit && unit !== undefined && { unit }),
    }));
  }
  const classes = target.task === 'classification' ? target.classes : [];
  const wanted = target.task === 'classification' ? target.positive : undefined;
  const found = classes.findIndex(({ value }) => value === wanted);
  // Of two classes without a say, the second is the positive one, as in scikit-learn.
  const positive = found >= 0 ? found : classes.length === 2 ? 1 : undefined;
  return classificationMetrics.map(({ name, higherIsBetter, compute }) => ({
    name,
    value: compute(truth, prediction, positive),
    higherIsBetter,
  }));
}
