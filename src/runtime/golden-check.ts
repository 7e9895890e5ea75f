import {
  type Golden,
  goldenExpectation,
  isFloatDtype,
  type Manifest,
  type Prediction,
  PredictqlError,
  shapeText,
  shown,
  type Target,
} from '../contract';

/**
 * How far an answer may be from the golden one, as a share of its size. Another machine adds float32 sums
 * in another order: a few hundred roundings of 6e-8 stay below this, and a wrong model does not.
 */
const tolerance = 1e-4;

type Expected = Golden['expected'];
type Answer<Task extends Expected['task']> = Extract<Expected, { task: Task }>;

/** @throws PredictqlError `GOLDEN_MISMATCH` when the prediction is not the one that the golden rows expect */
export function assertGolden(manifest: Manifest, { expected }: Golden, prediction: Prediction): void {
  const { target } = manifest.contract;
  const received = differenceOf(target, expected, goldenExpectation(target, prediction));
  if (received === undefined) return;
  throw new PredictqlError('GOLDEN_MISMATCH', {
    subject: `Version ${manifest.model}@${manifest.version}`,
    expected: `reproduce its ${manifest.golden.rows} golden rows`,
    received,
    remedy: 'Train the model again, or serve an older version.',
  });
}

/** The first difference in words, or undefined when there is none. */
function differenceOf(target: Target, wanted: Expected, got: Expected): string | undefined {
  if (wanted.task === 'regression' && got.task === 'regression') {
    return differenceOfNumbers(wanted.predictions, got.predictions);
  }
  if (wanted.task === 'classification' && got.task === 'classification') {
    return differenceOfClasses(wanted, got);
  }
  if (wanted.task === 'tensors' && got.task === 'tensors') return differenceOfTensors(target, wanted, got);
  return `${taskText(got)} instead of ${taskText(wanted)}`;
}

function taskText({ task }: Expected): string {
  return task === 'tensors' ? task : `a ${task}`;
}

function differenceOfNumbers(wanted: readonly number[], got: readonly number[]): string | undefined {
  if (wanted.length !== got.length) return `${got.length} numbers instead of ${wanted.length}`;
  const wrong = wanted.findIndex((value, at) => !isClose(value, got[at]));
  return wrong < 0 ? undefined : `${got[wrong]} where ${wanted[wrong]} was expected`;
}

function differenceOfClasses(
  wanted: Answer<'classification'>,
  got: Answer<'classification'>,
): string | undefined {
  const difference = differenceOfNumbers(wanted.probabilities.flat(), got.probabilities.flat());
  if (difference !== undefined) return difference;
  const row = wanted.labels.findIndex((label, at) => !isTie(wanted.probabilities[at], label, got.labels[at]));
  return row < 0 ? undefined : `class ${got.labels[row]} where class ${wanted.labels[row]} was expected`;
}

function differenceOfTensors(
  target: Target,
  wanted: Answer<'tensors'>,
  got: Answer<'tensors'>,
): string | undefined {
  const outputs = target.task === 'tensors' ? target.outputs : [];
  for (const [row, tensors] of wanted.rows.entries()) {
    for (const [at, { name, dtype }] of outputs.entries()) {
      const difference = differenceOfTensor(isFloatDtype(dtype), tensors[at], got.rows[row]?.[at]);
      if (difference !== undefined) return `${difference}, in output '${name}' of row ${row + 1}`;
    }
  }
  return undefined;
}

type GoldenTensor = Answer<'tensors'>['rows'][number][number];

function differenceOfTensor(
  isFloat: boolean,
  wanted: GoldenTensor | undefined,
  got: GoldenTensor | undefined,
): string | undefined {
  if (wanted === undefined || got === undefined) return got === wanted ? undefined : 'no such answer';
  const [shape, gotShape] = [shapeText(wanted.shape), shapeText(got.shape)];
  if (shape !== gotShape) return `shape ${gotShape} where ${shape} was expected`;
  const wrong = wanted.values.findIndex((value, at) =>
    isFloat ? !isClose(Number(value), Number(got.values[at])) : value !== got.values[at],
  );
  return wrong < 0
    ? undefined
    : `${shown(got.values[wrong])} where ${shown(wanted.values[wrong])} was expected`;
}

function isClose(wanted: number, got: number): boolean {
  return Math.abs(wanted - got) <= tolerance * Math.max(1, Math.abs(wanted));
}

/** The same class, or two that are as likely as each other: then a rounding decides which one it is. */
function isTie(probabilities: readonly number[], wanted: number, got: number): boolean {
  return wanted === got || isClose(probabilities[wanted], probabilities[got] ?? Number.NaN);
}
