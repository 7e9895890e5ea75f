import type { ClassificationMetric } from './metric';

/**
 * Area under the ROC curve of the positive class: how often a positive row gets a higher probability
 * than a negative one, ties counting half (Mann-Whitney). Not defined without both.
 */
export const rocAuc: ClassificationMetric = {
  name: 'rocAuc',
  higherIsBetter: true,
  compute(truth, { probabilities: { data, columns } }, positive) {
    if (positive === undefined || columns !== 2) return Number.NaN;
    const scores = Array.from(truth, (_, row) => data[row * columns + positive]);
    const order = [...scores.keys()].sort((a, b) => scores[a] - scores[b]);
    let positives = 0;
    let rankSum = 0;
    for (let start = 0; start < order.length; ) {
      let end = start;
      while (end < order.length && scores[order[end]] === scores[order[start]]) end++;
      // Rows of equal score share the mean of their ranks, which count from 1.
      const rank = (start + end + 1) / 2;
      for (let at = start; at < end; at++) {
        if (truth[order[at]] !== positive) continue;
        positives++;
        rankSum += rank;
      }
      start = end;
    }
    const negatives = order.length - positives;
    if (positives === 0 || negatives === 0) return Number.NaN;
    return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
  },
};
