import { type Split, splitRows } from '../../src/data';
import { caught } from './caught';

const sizes = ({ train, validation, holdout }: Split) => [train.length, validation.length, holdout.length];

function assertPartition({ train, validation, holdout }: Split, count: number): void {
  const parts = [train, validation, holdout];
  for (const part of parts) {
    expect(part).toBeInstanceOf(Int32Array);
    expect(part.every((row, index) => index === 0 || part[index - 1] < row)).toBe(true);
  }
  const all = parts.flatMap((part) => [...part]).sort((one, other) => one - other);
  expect(all).toEqual(Array.from({ length: count }, (_, row) => row));
}

const countOf = (rows: Int32Array, values: ArrayLike<number>, value: number) =>
  rows.filter((row) => values[row] === value).length;

describe('splitRows', () => {
  it.each([
    [100, { holdout: 0.2 }, [80, 0, 20]],
    [100, { holdout: 0.2, validation: 0.1 }, [70, 10, 20]],
    [10, { holdout: 0.25 }, [7, 0, 3]],
    [3, { holdout: 1 / 3, validation: 1 / 3 }, [1, 1, 1]],
    [2, { holdout: 0.5 }, [1, 0, 1]],
    [10, { holdout: 0 }, [10, 0, 0]],
    [2930, { holdout: 0.1 }, [2637, 0, 293]],
  ])('parts %i rows by %j', (count, fractions, expected) => {
    const split = splitRows(count, { seed: 1, fractions });
    expect(sizes(split)).toEqual(expected);
    assertPartition(split, count);
  });

  it('hangs on the seed, and on it alone', () => {
    const of = (seed: number) => splitRows(1000, { seed, fractions: { holdout: 0.3 } });
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
    expect([...splitRows(20, { seed: 0, fractions: { holdout: 0.25 } }).holdout]).toEqual([0, 5, 9, 10, 14]);
  });

  it('gives every row the same chance', () => {
    const held = new Int32Array(20);
    for (let seed = 0; seed < 2000; seed++) {
      for (const row of splitRows(20, { seed, fractions: { holdout: 0.25 } }).holdout) held[row]++;
    }
    // 5 standard deviations around 500.
    for (const count of held) expect(Math.abs(count - 500)).toBeLessThan(97);
  });

  it('gives each part its share of each value', () => {
    const values = Int32Array.from({ length: 1000 }, (_, row) => (row % 10 === 0 ? 7 : row % 2));
    const split = splitRows(1000, {
      seed: 3,
      fractions: { holdout: 0.2, validation: 0.1 },
      stratifyBy: values,
    });
    assertPartition(split, 1000);
    expect(sizes(split)).toEqual([700, 100, 200]);
    // Of the value 7: 100 rows, of 0: 400, of 1: 500.
    expect([7, 0, 1].map((value) => countOf(split.holdout, values, value))).toEqual([20, 80, 100]);
    expect([7, 0, 1].map((value) => countOf(split.validation, values, value))).toEqual([10, 40, 50]);
  });

  it('gives each part a row of the rarest value, and keeps the sizes', () => {
    const values = Float64Array.from({ length: 200 }, (_, row) => (row < 3 ? 1 : row < 8 ? 2 : 0));
    for (let seed = 0; seed < 50; seed++) {
      const split = splitRows(200, {
        seed,
        fractions: { holdout: 0.1, validation: 0.1 },
        stratifyBy: values,
      });
      assertPartition(split, 200);
      expect(sizes(split)).toEqual([160, 20, 20]);
      for (const part of Object.values(split)) {
        for (const value of [0, 1, 2]) expect(countOf(part, values, value)).toBeGreaterThan(0);
      }
    }
  });

  it('leaves a row of a rare value for training, also when nearly all is held out', () => {
    const values = Array.from({ length: 20 }, (_, row) => (row < 2 ? 1 : 0));
    const split = splitRows(20, { seed: 1, fractions: { holdout: 0.9 }, stratifyBy: values });
    expect(sizes(split)).toEqual([2, 0, 18]);
    expect([countOf(split.train, values, 1), countOf(split.holdout, values, 1)]).toEqual([1, 1]);
  });

  it.each<[string, () => unknown, string]>([
    ['no rows', () => splitRows(0, { seed: 1, fractions: { holdout: 0.5 } }), 'at least 2, got 0'],
    ['one row', () => splitRows(1, { seed: 1, fractions: { holdout: 0.5 } }), 'at least 2, got 1'],
    ['a broken seed', () => splitRows(9, { seed: 1.5, fractions: { holdout: 0.5 } }), 'got 1.5'],
    ['a negative part', () => splitRows(9, { seed: 1, fractions: { holdout: -0.1 } }), 'got -0.1'],
    ['no number', () => splitRows(9, { seed: 1, fractions: { holdout: Number.NaN } }), 'got NaN'],
    ['a part of everything', () => splitRows(9, { seed: 1, fractions: { holdout: 1 } }), 'got 1'],
    ['a part of less than a row', () => splitRows(9, { seed: 1, fractions: { holdout: 0.05 } }), 'got 0.05'],
    [
      'parts that leave nothing',
      () => splitRows(10, { seed: 1, fractions: { holdout: 0.5, validation: 0.5 } }),
      'leave rows for training, got 5 for holdout and 5 for validation of 10 rows',
    ],
    [
      'values of other rows',
      () => splitRows(10, { seed: 1, fractions: { holdout: 0.5 }, stratifyBy: [1, 2] }),
      'one for each of the 10 rows, got 2',
    ],
    [
      'a value with fewer rows than parts',
      () => splitRows(4, { seed: 1, fractions: { holdout: 0.5 }, stratifyBy: [0, 0, 0, 5] }),
      'The rows with the value 5 must be at least 2 to be in every part, got 1',
    ],
    [
      'a part with fewer rows than values',
      () =>
        splitRows(10, { seed: 1, fractions: { holdout: 0.2 }, stratifyBy: [0, 0, 1, 1, 2, 2, 3, 3, 4, 4] }),
      'The 2 rows for holdout must hold one row of each of the 5 values',
    ],
  ])('refuses %s', async (_, work, expected) => {
    expect((await caught('SPLIT_INVALID', work)).message).toContain(expected);
  });
});
