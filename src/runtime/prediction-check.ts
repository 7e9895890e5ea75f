import { type Prediction, PredictqlError, type Target, type TensorsPrediction } from '../contract';

/**
 * @param name - the version that predicted: `house-price@1.3.0`
 * @param target - of its contract
 * @throws PredictqlError `PREDICTION_FAILED` unless every number is finite and every label is a class; JSON
 *   has no way to say that one is not
 */
export function assertSound(name: string, target: Target, prediction: Prediction): void {
  if (prediction.task === 'tensors') {
    assertFinite(name, target, prediction);
    return;
  }
  const isRegression = prediction.task === 'regression';
  const numbers = isRegression ? prediction.values : prediction.probabilities.data;
  const width = isRegression ? 1 : prediction.probabilities.columns;
  const wrong = firstNotFinite(numbers);
  if (wrong >= 0) {
    throw unsound(name, Math.floor(wrong / width), 'be a finite number', String(numbers[wrong]));
  }
  if (isRegression) return;
  const { labels } = prediction;
  const row = labels.findIndex((label) => label < 0 || label >= width);
  if (row >= 0) throw unsound(name, row, `be one of ${width} classes`, `class ${labels[row]}`);
}

/** A loop, for findIndex would call back for each number of an image. */
function firstNotFinite(numbers: Float32Array | Float64Array): number {
  for (let at = 0; at < numbers.length; at++) if (!Number.isFinite(numbers[at])) return at;
  return -1;
}

function assertFinite(name: string, target: Target, { rows }: TensorsPrediction): void {
  const outputs = target.task === 'tensors' ? target.outputs : [];
  for (const [row, tensors] of rows.entries()) {
    for (const [at, { data }] of tensors.entries()) {
      if (!(data instanceof Float32Array || data instanceof Float64Array)) continue;
      const wrong = firstNotFinite(data);
      if (wrong < 0) continue;
      const expected = `hold finite numbers in output '${outputs[at]?.name}'`;
      throw unsound(name, row, expected, String(data[wrong]));
    }
  }
}

function unsound(name: string, row: number, expected: string, received: string): PredictqlError {
  return new PredictqlError('PREDICTION_FAILED', {
    subject: `The prediction of ${name} for row ${row + 1}`,
    expected,
    received,
    remedy: 'Look for values far from the ones it was trained on; if there are none, train it again.',
  });
}
