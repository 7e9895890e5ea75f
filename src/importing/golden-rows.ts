import type { Contract, Golden, Row } from '../contract';
import { refusal } from '../onnx';
import type { ContractFile } from './contract-file';
import type { SampleAnswer } from './protocol';

/** Enough rows to prove a version, few enough to run at every load. */
export const mostGoldenRows = 24;

/** Values in all golden rows and their answers together; a file of them stays at a few megabytes. */
const mostGoldenValues = 200_000;

/** Values of one row: a picture of 3 x 512 x 512 has fewer. */
const mostRowValues = 1_000_000;

type Expected = Golden['expected'];

/**
 * The rows that prove a version: those that the model answered in finite numbers, as many as may be kept.
 *
 * @returns undefined when there is none
 */
export function goldenOf(rows: readonly Row[], { answered, expected }: SampleAnswer): Golden | undefined {
  if (expected === undefined) return undefined;
  const kept: number[] = [];
  let values = 0;
  for (const at of answered.keys()) {
    if (kept.length === mostGoldenRows || !isAllFinite(answerOf(expected, at))) continue;
    values += sizeOf(rows[answered[at]]) + sizeOf(answerOf(expected, at));
    if (values > mostGoldenValues && kept.length > 0) break;
    kept.push(at);
  }
  if (kept.length === 0) return undefined;
  return {
    rows: kept.map((at) => rows[answered[at]] as Golden['rows'][number]),
    expected: pick(expected, kept),
  };
}

/**
 * Whether the answers are those of a classifier as the contract reads them: probabilities that sum to 1,
 * and the likeliest class is nearly always the label.
 */
export function isClassifier({ binding: _, contract }: ContractFile, { expected }: Golden): boolean {
  if (expected.task !== 'classification') return contract.target.task !== 'classification';
  const { labels, probabilities } = expected;
  const areShares = probabilities.every(
    (row) =>
      row.every((share) => share > -rounding && share < 1 + rounding) &&
      Math.abs(row.reduce((sum, share) => sum + share, 0) - 1) < rounding,
  );
  const agreeing = labels.filter(
    (label, at) => probabilities[at][label] >= Math.max(...probabilities[at]) - rounding,
  );
  return areShares && agreeing.length >= labels.length * agreeingShare;
}

/** What float32 sums of some hundred probabilities are off by. */
const rounding = 1e-3;

/** Scores that are calibrated apart from the decision put a few labels elsewhere: SVMs do. */
const agreeingShare = 0.75;

/** How many rows of a contract can be kept, as large as they are. */
export function rowsFor(contract: Pick<Contract, 'features'>, openAxis: number): number {
  return Math.max(1, Math.min(mostGoldenRows, Math.floor(mostGoldenValues / valuesOf(contract, openAxis))));
}

/**
 * The length nearest to the given one at which a row is of a size that requests can have.
 *
 * @param file - of the model, for messages
 * @throws PredictqlError `MODEL_REFUSED` when there is none: nobody could send a row of that size
 */
export function fittingAxis(contract: Pick<Contract, 'features'>, openAxis: number, file: string): number {
  for (let axis = openAxis; axis > 1; axis = Math.floor(axis / 2)) {
    if (valuesOf(contract, axis) <= mostRowValues) return axis;
  }
  const values = valuesOf(contract, 1);
  if (values <= mostRowValues) return 1;
  throw refusal({
    subject: file,
    expected: `take rows of at most ${mostRowValues} values`,
    received: String(values),
    remedy: 'Export it for smaller inputs: a request of 8 MB holds no more.',
  });
}

function valuesOf({ features }: Pick<Contract, 'features'>, openAxis: number): number {
  return features.reduce((sum, feature) => {
    if (feature.kind !== 'tensor') return sum + 1;
    return sum + feature.shape.reduce<number>((product, axis) => product * (axis ?? openAxis), 1);
  }, 0);
}

function answerOf(expected: Expected, at: number): unknown {
  switch (expected.task) {
    case 'regression':
      return expected.predictions[at];
    case 'classification':
      return expected.probabilities[at];
    case 'tensors':
      return expected.rows[at].map(({ values }) => values);
    default:
      return expected satisfies never;
  }
}

function pick(expected: Expected, kept: readonly number[]): Expected {
  switch (expected.task) {
    case 'regression':
      return { ...expected, predictions: kept.map((at) => expected.predictions[at]) };
    case 'classification': {
      const { task, labels, probabilities } = expected;
      return {
        task,
        labels: kept.map((at) => labels[at]),
        probabilities: kept.map((at) => probabilities[at]),
      };
    }
    case 'tensors':
      return { ...expected, rows: kept.map((at) => expected.rows[at]) };
    default:
      return expected satisfies never;
  }
}

/** Numbers that are not finite come as null from the other process. */
function isAllFinite(answer: unknown): boolean {
  return Array.isArray(answer) ? answer.every(isAllFinite) : answer !== null;
}

function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, inner) => sum + sizeOf(inner), 0);
}
