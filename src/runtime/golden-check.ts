import { type Golden, type Manifest, type Prediction, PredictqlError } from '../contract';

/**
 * How far an answer may be from the golden one, as a share of its size. Another machine adds float32 sums
 * in another order: a few hundred roundings of 6e-8 stay below this, and a wrong model does not.
 */
const tolerance = 1e-4;

/** @throws PredictqlError `GOLDEN_MISMATCH` when the prediction is not the one that the golden rows expect */
export function assertGolden(manifest: Manifest, { expected }: Golden, prediction: Prediction): void {
  const [wanted, got] = [flatten(expected), flatten(prediction)];
  const wrong = wanted.findIndex((value, at) => !isClose(value, got[at]));
  if (wrong < 0 && wanted.length === got.length) return;
  throw new PredictqlError('GOLDEN_MISMATCH', {
    subject: `Version ${manifest.model}@${manifest.version}`,
    expected: `reproduce its ${manifest.golden.rows} golden rows`,
    received:
      wrong < 0
        ? `${got.length} numbers instead of ${wanted.length}`
        : `${got[wrong]} where ${wanted[wrong]} was expected`,
    remedy: 'Train the model again, or serve an older version.',
  });
}

function isClose(wanted: number, got: number | undefined): boolean {
  return got !== undefined && Math.abs(wanted - got) <= tolerance * Math.max(1, Math.abs(wanted));
}

/** Every number that the two must share; labels follow from probabilities and may tie, so they do not count. */
function flatten(answer: Golden['expected'] | Prediction): readonly number[] {
  if ('predictions' in answer) return answer.predictions;
  if ('values' in answer) return [...answer.values];
  return Array.isArray(answer.probabilities) ? answer.probabilities.flat() : [...answer.probabilities.data];
}
