import type { Prediction, RowTensor } from '../contract';

/** The memory that the numbers and texts of a prediction take. */
export function predictionBytes(prediction: Prediction): number {
  switch (prediction.task) {
    case 'regression':
      return prediction.values.byteLength;
    case 'classification':
      return prediction.labels.byteLength + prediction.probabilities.data.byteLength;
    case 'tensors':
      return prediction.rows.flat().reduce((sum, tensor) => sum + tensorBytes(tensor), 0);
    default:
      return prediction satisfies never;
  }
}

function tensorBytes({ data }: RowTensor): number {
  return ArrayBuffer.isView(data) ? data.byteLength : data.reduce((sum, text) => sum + text.length * 2, 0);
}
