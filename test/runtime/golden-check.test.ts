import {
  type Golden,
  goldenExpectation,
  type Manifest,
  type Prediction,
  type Target,
} from '../../src/contract';
import { assertGolden } from '../../src/runtime/golden-check';
import { contractOf } from '../support/tiny-contracts';

const manifest = {
  model: 'plain',
  version: '1.0.0',
  contract: contractOf(),
  golden: { sha256: '', rows: 2 },
} as Manifest;

function mismatch(
  expected: Golden['expected'],
  prediction: Prediction,
  of: Manifest = manifest,
): string | undefined {
  try {
    assertGolden(of, { rows: [{}, {}], expected }, prediction);
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ code: 'GOLDEN_MISMATCH' });
    return /got (.*?)\. Train/.exec((error as Error).message)?.[1];
  }
}

const values = (...numbers: number[]): Prediction => ({
  task: 'regression',
  values: Float32Array.from(numbers),
});

describe('golden rows of a regression', () => {
  const expected: Golden['expected'] = { task: 'regression', predictions: [200_000, 0.5] };

  it.each<[string, Prediction, string | undefined]>([
    ['the same', values(200_000, 0.5), undefined],
    ['another order of float32 sums', values(200_010, 0.50005), undefined],
    ['another large number', values(200_030, 0.5), '200030 where 200000 was expected'],
    ['another small number', values(200_000, 0.75), '0.75 where 0.5 was expected'],
    ['no number', values(200_000, Number.NaN), 'NaN where 0.5 was expected'],
    ['an infinite number', values(Number.POSITIVE_INFINITY, 0.5), 'Infinity where 200000 was expected'],
    ['one too few', values(200_000), '1 numbers instead of 2'],
    ['one too many', values(200_000, 0.5, 1), '3 numbers instead of 2'],
  ])('%s', (_, prediction, message) => {
    expect(mismatch(expected, prediction)).toBe(message);
  });
});

describe('golden rows of tensors', () => {
  const outputs = [
    { name: 'scores', source: 's', dtype: 'float32' as const, shape: [null] },
    { name: 'id', source: 'i', dtype: 'int64' as const, shape: [] },
  ];
  const target: Target = { task: 'tensors', name: 'outputs', source: 'x', outputs };
  const of: Manifest = { ...manifest, contract: { ...manifest.contract, target } };
  const answer = (scores: number[], id: bigint): Prediction => ({
    task: 'tensors',
    rows: [
      [
        { shape: [scores.length], data: Float32Array.from(scores) },
        { shape: [], data: BigInt64Array.of(id) },
      ],
    ],
  });
  const expected = goldenExpectation(target, answer([1, 2000], 2n ** 62n));

  it('are plain JSON, whole numbers of 64 bits as texts', () => {
    expect(JSON.parse(JSON.stringify(expected))).toEqual({
      task: 'tensors',
      rows: [
        [
          { shape: [2], values: [1, 2000] },
          { shape: [], values: ['4611686018427387904'] },
        ],
      ],
    });
  });

  it.each<[string, Prediction, string | undefined]>([
    ['the same', answer([1, 2000], 2n ** 62n), undefined],
    ['another order of sums', answer([1.00001, 2000.1], 2n ** 62n), undefined],
    [
      'another number',
      answer([1.1, 2000], 2n ** 62n),
      "1.100000023841858 where 1 was expected, in output 'scores' of row 1",
    ],
    [
      'another whole number, near as it is',
      answer([1, 2000], 2n ** 62n + 1n),
      `"4611686018427387905" where "4611686018427387904" was expected, in output 'id' of row 1`,
    ],
    [
      'another length',
      answer([1], 2n ** 62n),
      "shape [1] where [2] was expected, in output 'scores' of row 1",
    ],
    ['fewer rows', { task: 'tensors', rows: [] }, "no such answer, in output 'scores' of row 1"],
    ['a regression', values(1), 'a regression instead of tensors'],
  ])('%s', (_, prediction, message) => {
    expect(mismatch(expected, prediction, of)).toBe(message);
  });
});

describe('golden rows of a classification', () => {
  const expected: Golden['expected'] = {
    task: 'classification',
    labels: [1, 0],
    probabilities: [
      [0.2, 0.8],
      [0.5, 0.5],
    ],
  };
  const classes = (labels: number[], ...probabilities: number[]): Prediction => ({
    task: 'classification',
    labels: Int32Array.from(labels),
    probabilities: { data: Float32Array.from(probabilities), rows: 2, columns: 2 },
  });

  it.each<[string, Prediction, string | undefined]>([
    ['the same', classes([1, 0], 0.2, 0.8, 0.5, 0.5), undefined],
    ['the other class of a tie', classes([1, 1], 0.2, 0.8, 0.5, 0.5), undefined],
    ['the less likely class', classes([0, 0], 0.2, 0.8, 0.5, 0.5), 'class 0 where class 1 was expected'],
    ['a class that is none', classes([2, 0], 0.2, 0.8, 0.5, 0.5), 'class 2 where class 1 was expected'],
    [
      'another probability',
      classes([1, 0], 0.3, 0.7, 0.5, 0.5),
      '0.30000001192092896 where 0.2 was expected',
    ],
    ['a regression', values(0.2, 0.8, 0.5, 0.5), 'a regression instead of a classification'],
  ])('%s', (_, prediction, message) => {
    expect(mismatch(expected, prediction)).toBe(message);
  });
});
