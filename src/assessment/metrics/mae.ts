import type { RegressionMetric } from './metric';

/** Mean absolute error, in the target's unit. */
export const mae: RegressionMetric = {
  name: 'mae',
  higherIsBetter: false,
  inTargetUnit: true,
  compute(truth, predicted) {
    let sum = 0;
    for (let row = 0; row < truth.length; row++) sum += Math.abs(predicted[row] - truth[row]);
    return sum / truth.length;
  },
};
