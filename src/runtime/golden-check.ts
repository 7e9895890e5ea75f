import { type Golden, type Manifest, type Prediction, PredictqlError } from '../contract';

/**
 * How far an answer may be from the golden one, as a share of its size. Another machine adds float32 sums
 * in another order: a few hundred roundings of 6e-8 stay below this, and a wrong model does not.
 */
const tolerance = 1e-4;

type Expected = Golden['expected'];

/** @throws PredictqlError `GOLDEN_MISMATCH` when the prediction is not the one that the golden rows expect */
export function assertGolden(manifest: Manifest, { expected }: Golden, prediction: Prediction): void {
  const received = differenceOf(expected, prediction);
  if (received === undefined) return;
  throw new PredictqlError('GOLDEN_MISMATCH', {
    subject: `Version ${manifest.model}@${manifest.version}`,
    expected: `reproduce its ${manifest.golden.rows} golden rows`,
    received,
    remedy: 'Train the model again, or serve an older version.',
  });
}

/** The first difference in words, or undefined when there is none. */
function differenceOf(expected: Expected, prediction: Prediction): string | undefined {
  if (expected.task !== prediction.task) return `a ${prediction.task} instead of a ${expected.task}`;
  const [wanted, got] = [numbersOf(expected), numbersOf(prediction)];
  if (wanted.length !== got.length) return `${got.length} numbers instead of ${wanted.length}`;
  const wrong = wanted.findIndex((value, at) => !isClose(value, got[at]));
  if (wrong >= 0) return `${got[wrong]} where ${wanted[wrong]} was expected`;
  if (expected.task === 'regression' || prediction.task === 'regression') return undefined;
  const row = expected.labels.findIndex(
    (label, at) => !isTie(expected.probabilities[at], label, prediction.labels[at]),
  );
  return row < 0
    ? undefined
    : `class ${prediction.labels[row]} where class ${expected.labels[row]} was expected`;
}

function numbersOf(answer: Expected | Prediction): readonly number[] {
  if ('predictions' in answer) return answer.predictions;
  if ('values' in answer) return [...answer.values];
  return Array.isArray(answer.probabilities) ? answer.probabilities.flat() : [...answer.probabilities.data];
}

function isClose(wanted: number, got: number): boolean {
  return Math.abs(wanted - got) <= tolerance * Math.max(1, Math.abs(wanted));
}

/** The same class, or two that are as likely as each other: then a rounding decides which one it is. */
function isTie(probabilities: readonly number[], wanted: number, got: number): boolean {
  return wanted === got || isClose(probabilities[wanted], probabilities[got] ?? Number.NaN);
}
