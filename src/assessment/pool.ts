import type { SupervisedPrediction } from '../contract';

/** Predictions of several batches as one, in the order of the batches. */
export function pooled(predictions: readonly SupervisedPrediction[]): SupervisedPrediction {
  const [first] = predictions;
  if (first.task === 'regression') {
    const values = predictions.map((prediction) =>
      prediction.task === 'regression' ? prediction.values : [],
    );
    return { task: 'regression', values: Float32Array.from(values.flatMap((part) => [...part])) };
  }
  const parts = predictions.filter((prediction) => prediction.task === 'classification');
  const data = Float32Array.from(parts.flatMap(({ probabilities }) => [...probabilities.data]));
  const { columns } = first.probabilities;
  return {
    task: 'classification',
    labels: Int32Array.from(parts.flatMap(({ labels }) => [...labels])),
    probabilities: { data, rows: data.length / columns, columns },
  };
}
