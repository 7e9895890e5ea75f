import {
  columnValues,
  median,
  mode,
  moments,
  quantile,
  quantiles,
} from '../../src/training/column-statistics';
import { expectSameNumbers } from '../support/same-numbers';
import { matrixOf } from './matrices';

const _ = Number.NaN;
const infinity = Number.POSITIVE_INFINITY;

describe('columnValues', () => {
  it('are those of one column that are not missing, in order', () => {
    const x = matrixOf([
      [3, _],
      [_, _],
      [-1, _],
      [infinity, _],
    ]);
    expectSameNumbers(columnValues(x, 0), [3, -1, infinity]);
    expectSameNumbers(columnValues(x, 1), []);
  });

  it('are a copy', () => {
    const x = matrixOf([[1], [2]]);
    columnValues(x, 0)[0] = 9;
    expectSameNumbers(x.data, [1, 2]);
  });
});

it.each([
  [[], _],
  [[5], 5],
  [[3, 1], 2],
  [[9, 1, 2], 2],
  [[10, 9, 2, 1], 5.5],
  [[-1, -10, 100], -1],
])('the median of %j is %d', (values, expected) => {
  expect(median(Float32Array.from(values))).toBe(expected);
});

// numpy.quantile([1, 2, 4, 8], q)
it.each([
  [0, 1],
  [0.1, 1.3],
  [1 / 3, 2],
  [0.5, 3],
  [0.9, 6.8],
  [1, 8],
])('the %d-quantile interpolates as numpy does', (q, expected) => {
  expect(quantile(Float32Array.of(4, 1, 8, 2), q)).toBeCloseTo(expected, 12);
});

it('several quantiles are those taken one by one, of float64 too', () => {
  expect(quantiles(Float32Array.of(4, 1, 8, 2), [1, 0, 0.5])).toEqual([8, 1, 3]);
  expect(quantiles(Float64Array.of(0.2, 0.1), [0, 1])).toEqual([0.1, 0.2]);
  expect(quantiles(new Float32Array(0), [0, 1])).toEqual([_, _]);
});

it('quantiles leave the values in their order', () => {
  const values = Float32Array.of(3, 1, 2);
  median(values);
  expectSameNumbers(values, [3, 1, 2]);
});

it.each([
  [[], _],
  [[7], 7],
  [[1, 2, 2, 3], 2],
  [[5, -5, 5, -5, 9], -5],
  [[3, 2, 1], 1],
])('the mode of %j is %d', (values, expected) => {
  expect(mode(Float32Array.from(values))).toBe(expected);
});

describe('moments', () => {
  it.each([
    [[4], 4, 0],
    [[1, 3], 2, 1],
    [[2, 4, 4, 4, 5, 5, 7, 9], 5, 2],
    // Squares of these do not fit into float32, and their digits not into sums of it.
    [[16_777_215, 16_777_213], 16_777_214, 1],
    [[3e38, -3e38], 0, Math.fround(3e38)],
  ])('of %j', (values, mean, deviation) => {
    expect(moments(Float32Array.from(values))).toEqual({ mean, deviation });
  });

  it('of nothing are missing', () => {
    expect(moments(new Float32Array(0))).toEqual({ mean: _, deviation: _ });
  });
});
