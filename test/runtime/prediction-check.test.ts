import type { Prediction, Target } from '../../src/contract';
import { assertSound } from '../../src/runtime/prediction-check';

const target: Target = { task: 'regression', name: 'y', source: 'y' };

const classes = (labels: number[], ...probabilities: number[]): Prediction => ({
  task: 'classification',
  labels: Int32Array.from(labels),
  probabilities: { data: Float32Array.from(probabilities), rows: labels.length, columns: 2 },
});
const values = (...numbers: number[]): Prediction => ({
  task: 'regression',
  values: Float32Array.from(numbers),
});

describe('tensors', () => {
  const tensors: Target = {
    task: 'tensors',
    name: 'outputs',
    source: 'x',
    outputs: [
      { name: 'id', source: 'i', dtype: 'int64', shape: [] },
      { name: 'boxes', source: 'b', dtype: 'float64', shape: [2] },
    ],
  };
  const boxes = (...numbers: number[]): Prediction => ({
    task: 'tensors',
    rows: [[0, 0], numbers].map((row) => [
      { shape: [], data: BigInt64Array.of(1n) },
      { shape: [2], data: Float64Array.from(row) },
    ]),
  });

  it('are sound when all their numbers are finite', () => {
    expect(() => assertSound('plain@1.0.0', tensors, boxes(1, 2))).not.toThrow();
  });

  it.each([Number.NaN, Number.NEGATIVE_INFINITY])('are not with %p', (value) => {
    expect(() => assertSound('plain@1.0.0', tensors, boxes(1, value))).toThrow(
      `The prediction of plain@1.0.0 for row 2 must hold finite numbers in output 'boxes', got ${value}.`,
    );
  });
});

describe('a prediction', () => {
  it.each<[string, Prediction]>([
    ['of finite numbers', values(1, -2, 3e38)],
    ['of classes', classes([0, 1], 0.9, 0.1, 0.2, 0.8)],
    ['of nothing', values()],
  ])('%s is sound', (_, prediction) => {
    expect(() => assertSound('plain@1.0.0', target, prediction)).not.toThrow();
  });

  it.each<[string, Prediction, string]>([
    ['that is no number', values(1, Number.NaN), 'row 2 must be a finite number, got NaN'],
    ['that is infinite', values(Number.NEGATIVE_INFINITY), 'row 1 must be a finite number, got -Infinity'],
    [
      'with such a probability',
      classes([0, 1], 0.9, 0.1, 0.2, Number.NaN),
      'row 2 must be a finite number, got NaN',
    ],
    [
      'of a class above the last',
      classes([0, 2], 0.9, 0.1, 0.2, 0.8),
      'row 2 must be one of 2 classes, got class 2',
    ],
    ['of a class below the first', classes([-1], 0.9, 0.1), 'row 1 must be one of 2 classes, got class -1'],
  ])('%s is not', (_, prediction, message) => {
    expect(() => assertSound('plain@1.0.0', target, prediction)).toThrow(
      `The prediction of plain@1.0.0 for ${message}.`,
    );
  });
});
