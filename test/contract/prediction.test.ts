import { readPrediction, type Target } from '../../src/contract';

const price: Target = { task: 'regression', name: 'price', source: 'price' };
const status: Target = {
  task: 'classification',
  name: 'status',
  source: 'status',
  classes: ['a', 'b', 'c'].map((name) => ({ name, value: name })),
};

const floats = (dims: number[], length = dims.reduce((size, dim) => size * dim, 1)) => ({
  data: Float32Array.from({ length }, (_, at) => at / 10),
  dims,
});
const labels = (...indices: bigint[]) => ({ data: BigInt64Array.from(indices), dims: [indices.length] });

describe('readPrediction', () => {
  it.each([[[2, 1]], [[2]]])('reads a regression of shape %j', (dims) => {
    const prediction = floats(dims);
    expect(readPrediction(price, { prediction }, 2)).toEqual({ task: 'regression', values: prediction.data });
  });

  it('reads a classification', () => {
    const probabilities = floats([2, 3]);
    expect(readPrediction(status, { label: labels(2n, 0n), probabilities }, 2)).toEqual({
      task: 'classification',
      labels: Int32Array.of(2, 0),
      probabilities: { data: probabilities.data, rows: 2, columns: 3 },
    });
  });

  it('reads no rows', () => {
    const outputs = { label: labels(), probabilities: floats([0, 3]) };
    expect(readPrediction(status, outputs, 0)).toMatchObject({ labels: new Int32Array(0) });
  });

  it.each([
    ['no output', {}, 'got no such output'],
    [
      'another number of rows',
      { prediction: floats([3, 1]) },
      'must be float32 [2, 1], got a tensor of shape [3, 1]',
    ],
    ['the axes swapped', { prediction: floats([1, 2]) }, 'got a tensor of shape [1, 2]'],
    ['an axis more', { prediction: floats([2, 1, 1]) }, 'got a tensor of shape [2, 1, 1]'],
    ['less than its shape says', { prediction: floats([2, 1], 1) }, 'must be float32 [2, 1]'],
    ['another type', { prediction: { data: new Float64Array(2), dims: [2, 1] } }, 'must be float32 [2, 1]'],
  ])('refuses a regression with %s', (_, outputs, message) => {
    expect(() => readPrediction(price, outputs, 2)).toThrow(
      expect.objectContaining({ code: 'PREDICTION_FAILED' }),
    );
    expect(() => readPrediction(price, outputs, 2)).toThrow(message);
  });

  it.each([
    [
      'no labels',
      { probabilities: floats([3, 3]) },
      "Output 'label' of the model must be int64 [3], got no such output",
    ],
    ['too few labels', { probabilities: floats([3, 3]), label: labels(0n) }, 'must be int64 [3]'],
    ['labels of another type', { probabilities: floats([3, 3]), label: floats([3]) }, 'must be int64 [3]'],
    [
      'no probabilities',
      { label: labels(0n, 1n, 2n) },
      "Output 'probabilities' of the model must be float32 [3, 3]",
    ],
    [
      'too few classes',
      { label: labels(0n, 1n, 1n), probabilities: floats([3, 2]) },
      'a tensor of shape [3, 2]',
    ],
    [
      'labels that count from one',
      { label: labels(1n, 2n, 3n), probabilities: floats([3, 3]) },
      "Output 'label' of the model must hold indices of classes, 0 to 2, got 3.",
    ],
    ['a negative label', { label: labels(0n, -1n, 0n), probabilities: floats([3, 3]) }, '0 to 2, got -1.'],
  ])('refuses a classification with %s', (_, outputs, message) => {
    expect(() => readPrediction(status, outputs, 3)).toThrow(message);
  });

  it('refuses probabilities of classes by rows, where a square would hide it', () => {
    const outputs = { label: labels(0n, 1n), probabilities: floats([3, 2]) };
    expect(() => readPrediction(status, outputs, 2)).toThrow(
      'must be float32 [2, 3], got a tensor of shape [3, 2]',
    );
  });
});
