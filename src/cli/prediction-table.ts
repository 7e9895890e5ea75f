import { type Contract, elementsOf, type Prediction, type RowTensor, type TargetOutput } from '../contract';
import type { TableCell } from '../data';

/**
 * The columns of a file of predictions: the target; or label, its probability and one probability per class;
 * or the outputs of an imported model.
 */
export function predictionColumns({ target }: Contract): string[] {
  switch (target.task) {
    case 'regression':
      return [target.name];
    case 'classification':
      return ['label', 'probability', ...target.classes.map(({ name }) => `probability_${name}`)];
    case 'tensors':
      return target.outputs.map(({ name }) => name);
    default:
      return target satisfies never;
  }
}

/** The cells of those columns, one row per prediction and in order. */
export function predictionRows({ target }: Contract, prediction: Prediction): TableCell[][] {
  if (prediction.task === 'regression') return Array.from(prediction.values, (value) => [value]);
  if (prediction.task === 'tensors') {
    const outputs = target.task === 'tensors' ? target.outputs : [];
    return prediction.rows.map((tensors) => outputs.map((output, at) => tensorCell(output, tensors[at])));
  }
  const classes = target.task === 'classification' ? target.classes : [];
  const { data, columns } = prediction.probabilities;
  return Array.from(prediction.labels, (label, row) => {
    const probabilities = data.subarray(row * columns, (row + 1) * columns);
    return [classes[label].value, probabilities[label], ...probabilities];
  });
}

/** As GraphQL gives it: a value, a list, or a shape with its values. */
function tensorCell({ dtype, shape: { length: rank } }: TargetOutput, { shape, data }: RowTensor): TableCell {
  const values = elementsOf(dtype, data);
  if (rank === 0) return values[0];
  return rank === 1 ? values : { shape, values };
}
