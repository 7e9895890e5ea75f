import { classSquares, correlation, relation } from '../../../src/training/selection/association';

const _ = Number.NaN;
const numbers = (...values: number[]) => Float64Array.from(values);

describe('correlation', () => {
  it.each([
    ['of what rises together', [1, 2, 3], [10, 20, 30], 1],
    ['of what falls as the other rises', [1, 2, 3], [5, 3, 1], -1],
    // numpy.corrcoef([1, 2, 4, 3], [2, 1, 5, 7])
    ['of what partly agrees', [1, 2, 4, 3], [2, 1, 5, 7], 0.703210846407743],
    ['of rows that both have', [1, _, 2, 4, 3, 100], [2, 7, 1, 5, 7, _], 0.703210846407743],
    ['of a constant', [1, 1, 1], [1, 2, 3], 0],
    ['of one row', [1], [2], 0],
    ['of nothing in common', [1, _], [_, 2], 0],
  ])('%s', (__, a, b, expected) => {
    expect(correlation(numbers(...a), numbers(...b))).toBeCloseTo(expected, 12);
  });

  it('is not more than 1', () => {
    const values = Float64Array.from({ length: 1000 }, (__, at) => Math.sin(at) * 1e9);
    expect(
      correlation(
        values,
        values.map((value) => value / 3),
      ),
    ).toBeLessThanOrEqual(1);
  });
});

describe('relation', () => {
  it('to a number is the size of the correlation', () => {
    expect(relation(numbers(1, 2, 3), { values: numbers(5, 3, 1), classes: 0 })).toBeCloseTo(1, 12);
  });

  it('to two classes is that of the correlation with their indices', () => {
    const values = numbers(1, 2, 4, 3, _);
    const labels = numbers(0, 1, 1, 0, 0);
    const expected = Math.abs(correlation(values, labels));
    expect(relation(values, { values: labels, classes: 2 })).toBeCloseTo(expected, 12);
  });

  it('to three classes is the correlation ratio', () => {
    // Between: 2·(1.5-4)² + 2·(3.5-4)² + 2·(7-4)² = 31; within: 0.5 + 0.5 + 2 = 3.
    const target = { values: numbers(0, 0, 1, 1, 2, 2), classes: 3 };
    expect(relation(numbers(1, 2, 3, 4, 6, 8), target)).toBeCloseTo(Math.sqrt(31 / 34), 12);
    expect(relation(numbers(5, 5, 5, 5, 5, 5), target)).toBe(0);
  });
});

describe('classSquares', () => {
  it('leaves out rows without a value and classes without a row', () => {
    const target = { values: numbers(0, 0, 2, 2, 2), classes: 4 };
    expect(classSquares(numbers(1, 3, 5, 7, _), target)).toEqual({
      rows: 4,
      classes: 2,
      between: 16,
      within: 4,
    });
  });
});
