import type { RegressionMetric } from './metric';

/** Share of the variance that is explained; not defined for a constant truth. */
export const r2: RegressionMetric = {
  name: 'r2',
  higherIsBetter: true,
  inTargetUnit: false,
  compute(truth, predicted) {
    let sum = 0;
    for (let row = 0; row < truth.length; row++) sum += truth[row];
    const mean = sum / truth.length;
    let unexplained = 0;
    let total = 0;
    for (let row = 0; row < truth.length; row++) {
      unexplained += (predicted[row] - truth[row]) ** 2;
      total += (truth[row] - mean) ** 2;
    }
    return total === 0 ? Number.NaN : 1 - unexplained / total;
  },
};
