import type { ClassificationMetric } from './metric';

/** Share of rows whose label is right. */
export const accuracy: ClassificationMetric = {
  name: 'accuracy',
  higherIsBetter: true,
  compute(truth, { labels }) {
    let right = 0;
    for (let row = 0; row < truth.length; row++) if (labels[row] === truth[row]) right++;
    return right / truth.length;
  },
};
