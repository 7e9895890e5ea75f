import { type Prediction, PredictqlError } from '../contract';

/**
 * @param name - the version that predicted: `house-price@1.3.0`
 * @throws PredictqlError `PREDICTION_FAILED` unless every number is finite and every label is a class
 */
export function assertSound(name: string, prediction: Prediction): void {
  const isRegression = prediction.task === 'regression';
  const numbers = isRegression ? prediction.values : prediction.probabilities.data;
  const width = isRegression ? 1 : prediction.probabilities.columns;
  const wrong = numbers.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    throw unsound(name, Math.floor(wrong / width), 'be a finite number', String(numbers[wrong]));
  }
  if (isRegression) return;
  const { labels } = prediction;
  const row = labels.findIndex((label) => label < 0 || label >= width);
  if (row >= 0) throw unsound(name, row, `be one of ${width} classes`, `class ${labels[row]}`);
}

function unsound(name: string, row: number, expected: string, received: string): PredictqlError {
  return new PredictqlError('PREDICTION_FAILED', {
    subject: `The prediction of ${name} for row ${row + 1}`,
    expected,
    received,
    remedy: 'Look for values far from the ones it was trained on; if there are none, train it again.',
  });
}
