import { RandomSource } from '../../../src/data';
import { cellsOf, mutualInformation, targetCells } from '../../../src/training/selection/mutual-information';

const _ = Number.NaN;
const number = { kind: 'number' } as const;
const cells = (...ofRow: number[]) => ({ ofRow: Int32Array.from(ofRow), count: Math.max(...ofRow) + 1 });

describe('mutualInformation', () => {
  it('of a variable and itself is its entropy, less the bias', () => {
    // 2 of 3 and 1 of 3 rows; one cell too few counted once.
    const entropy = -(2 / 3) * Math.log(2 / 3) - (1 / 3) * Math.log(1 / 3);
    expect(mutualInformation(cells(0, 1, 0), cells(0, 1, 0))).toBeCloseTo(entropy + 1 / 6, 12);
  });

  it('is near 0 of what has nothing to do with it, however many levels it has', () => {
    const random = new RandomSource(2);
    const rows = 5000;
    const draw = (count: number) => ({
      ofRow: Int32Array.from({ length: rows }, () => random.integer(count)),
      count,
    });
    const target = draw(5);
    for (const levels of [2, 50, 300]) {
      // Without the correction, 300 levels would tell 0.12.
      expect(mutualInformation(draw(levels), target)).toBeLessThan(0.02);
    }
  });

  it('is 0 of a constant, and of no rows', () => {
    expect(mutualInformation(cells(0, 0, 0), cells(0, 1, 0))).toBe(0);
    expect(
      mutualInformation({ ofRow: new Int32Array(0), count: 0 }, { ofRow: new Int32Array(0), count: 0 }),
    ).toBe(0);
  });
});

describe('cellsOf', () => {
  const ofRow = (values: readonly number[], bins: number, kind = number as Parameters<typeof cellsOf>[1]) => [
    ...cellsOf(Float64Array.from(values), kind, bins).ofRow,
  ];

  it('are the values themselves while they are few, missing being one', () => {
    expect(ofRow([7, 3, 7, _, _, 9], 3)).toEqual([0, 1, 0, 2, 2, 3]);
  });

  it('are quantile bins of many values', () => {
    const hundred = Array.from({ length: 100 }, (__, at) => at);
    const found = ofRow([...hundred, _], 4);
    expect([0, 1, 2, 3, 4].map((cell) => found.filter((other) => other === cell).length)).toEqual([
      25, 25, 25, 25, 1,
    ]);
    expect(found.at(-1)).toBe(4);
  });

  it('are the levels of a category, however many', () => {
    expect(ofRow([0, 4, 3, 2, 1, -1, _], 2, { kind: 'category' })).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe('targetCells', () => {
  it('are classes, or quantile bins that keep float64 apart', () => {
    const values = Float64Array.of(0, 1, 2, 1);
    expect([...targetCells({ values, classes: 3 }, 2).ofRow]).toEqual([0, 1, 2, 1]);
    const close = Float64Array.from({ length: 10 }, (__, at) => 1e9 + at);
    expect(new Set(targetCells({ values: close, classes: 0 }, 5).ofRow).size).toBe(5);
  });
});
