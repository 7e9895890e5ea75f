import type { RegressionMetric } from './metric';
import { rmse } from './rmse';

/** Root mean squared error of the natural logarithm; not defined unless all numbers are above 0. */
export const rmseLog: RegressionMetric = {
  name: 'rmseLog',
  higherIsBetter: false,
  inTargetUnit: false,
  compute: (truth, predicted) => rmse.compute(Array.from(truth, Math.log), Array.from(predicted, Math.log)),
};
