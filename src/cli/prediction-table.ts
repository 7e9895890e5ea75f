import type { Cell, Contract, Prediction } from '../contract';

/** The columns of a file of predictions: the target, or label, its probability and one probability per class. */
export function predictionColumns({ target }: Contract): string[] {
  if (target.task === 'regression') return [target.name];
  return ['label', 'probability', ...target.classes.map(({ name }) => `probability_${name}`)];
}

/** The cells of those columns, one row per prediction and in order. */
export function predictionRows({ target }: Contract, prediction: Prediction): Cell[][] {
  if (prediction.task === 'regression') return Array.from(prediction.values, (value) => [value]);
  const classes = target.task === 'classification' ? target.classes : [];
  const { data, columns } = prediction.probabilities;
  return Array.from(prediction.labels, (label, row) => {
    const probabilities = data.subarray(row * columns, (row + 1) * columns);
    return [classes[label].value, probabilities[label], ...probabilities];
  });
}
