import type { ClassificationMetric } from './metric';

/** Mean of -log of the probability given to the right class, probabilities kept from 0 by float32's epsilon. */
export const logLoss: ClassificationMetric = {
  name: 'logLoss',
  higherIsBetter: false,
  compute(truth, { probabilities: { data, columns } }) {
    let sum = 0;
    for (let row = 0; row < truth.length; row++) {
      sum -= Math.log(Math.max(data[row * columns + truth[row]], 2 ** -23));
    }
    return sum / truth.length;
  },
};
