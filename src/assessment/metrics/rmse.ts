import type { RegressionMetric } from './metric';

/** Root of the mean squared error, in the target's unit. */
export const rmse: RegressionMetric = {
  name: 'rmse',
  higherIsBetter: false,
  inTargetUnit: true,
  compute(truth, predicted) {
    let squares = 0;
    for (let row = 0; row < truth.length; row++) squares += (predicted[row] - truth[row]) ** 2;
    return Math.sqrt(squares / truth.length);
  },
};
