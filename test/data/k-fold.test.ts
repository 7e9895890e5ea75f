import { kFold } from '../../src/data';
import { caught } from './caught';

describe('kFold', () => {
  it.each([
    [10, 5],
    [11, 3],
    [3, 3],
    [2930, 10],
  ])('gives each of %i rows to one of %i folds', (count, k) => {
    const folds = kFold(count, { k, seed: 1 });
    expect(folds).toHaveLength(k);
    const validated = folds.flatMap(({ validation }) => [...validation]);
    expect(validated.sort((one, other) => one - other)).toEqual(
      Array.from({ length: count }, (_, row) => row),
    );
    for (const { train, validation } of folds) {
      expect(Math.abs(validation.length - count / k)).toBeLessThan(1);
      expect(train.length + validation.length).toBe(count);
      expect(new Set([...train, ...validation]).size).toBe(count);
      for (const part of [train, validation]) {
        expect(part).toBeInstanceOf(Int32Array);
        expect(part.every((row, index) => index === 0 || part[index - 1] < row)).toBe(true);
      }
    }
  });

  it('hangs on the seed, and on it alone', () => {
    expect(kFold(50, { k: 5, seed: 1 })).toEqual(kFold(50, { k: 5, seed: 1 }));
    expect(kFold(50, { k: 5, seed: 1 })).not.toEqual(kFold(50, { k: 5, seed: 2 }));
  });

  it('gives each fold its share of each value, and keeps the folds even', () => {
    const values = Array.from({ length: 103 }, (_, row) => (row < 13 ? 9 : row % 3));
    const folds = kFold(103, { k: 5, seed: 4, stratifyBy: values });
    for (const value of [9, 0, 1, 2]) {
      const total = values.filter((other) => other === value).length;
      for (const { validation } of folds) {
        const count = validation.filter((row) => values[row] === value).length;
        expect(Math.abs(count - total / 5)).toBeLessThan(1);
      }
    }
    for (const { validation } of folds) expect(Math.abs(validation.length - 103 / 5)).toBeLessThan(1);
  });

  it.each<[string, () => unknown, string]>([
    ['one fold', () => kFold(10, { k: 1, seed: 1 }), 'from 2 to 10, the number of rows, got 1'],
    ['more folds than rows', () => kFold(10, { k: 11, seed: 1 }), 'got 11'],
    ['half a fold', () => kFold(10, { k: 2.5, seed: 1 }), 'got 2.5'],
    ['a broken seed', () => kFold(10, { k: 2, seed: Number.NaN }), 'got NaN'],
    ['one row', () => kFold(1, { k: 2, seed: 1 }), 'at least 2, got 1'],
    [
      'a value with fewer rows than folds',
      () => kFold(6, { k: 3, seed: 1, stratifyBy: [0, 0, 0, 0, 1, 1] }),
      'The rows with the value 1 must be at least 3 to be in every part, got 2',
    ],
  ])('refuses %s', async (_, work, expected) => {
    expect((await caught('SPLIT_INVALID', work)).message).toContain(expected);
  });
});
