import { quantile, sortedValues, summarise } from '../../src/profile';
import { binsOf } from '../../src/profile/bins';
import { histogramOf } from '../../src/profile/histogram';
import { ofKind, times } from './columns';

describe('binsOf', () => {
  it('keeps few numbers apart', () => {
    const { codes, groups } = binsOf(ofKind('number', [2, 1, 2, 3, null]), 3);
    expect([...codes]).toEqual([1, 0, 1, 2, 3]);
    expect(groups).toEqual([
      { kind: 'range', from: 1, to: 1 },
      { kind: 'range', from: 2, to: 2 },
      { kind: 'range', from: 3, to: 3 },
      { kind: 'missing' },
    ]);
  });

  it('cuts many numbers into ranges of as many rows', () => {
    const { codes, groups } = binsOf(
      ofKind(
        'number',
        times(100, (at) => at * 2),
      ),
      4,
    );
    expect(groups).toEqual([
      { kind: 'range', from: 0, to: 48 },
      { kind: 'range', from: 50, to: 98 },
      { kind: 'range', from: 100, to: 148 },
      { kind: 'range', from: 150, to: 198 },
    ]);
    expect([codes[0], codes[24], codes[25], codes[99]]).toEqual([0, 0, 1, 3]);
  });

  it('never parts equal numbers', () => {
    const { codes, groups } = binsOf(
      ofKind('number', [...times(90, () => 0), ...times(10, (at) => at + 1)]),
      4,
    );
    expect(new Set(codes.slice(0, 90))).toEqual(new Set([0]));
    expect(groups.length).toBeLessThan(4);
  });

  it('puts rare texts together', () => {
    const column = ofKind('category', ['a', 'a', 'a', 'b', 'b', 'c', 'd']);
    const { codes, groups } = binsOf(column, 3);
    expect(groups).toEqual([
      { kind: 'level', text: 'a' },
      { kind: 'level', text: 'b' },
      { kind: 'others', levels: 2 },
    ]);
    expect([...codes]).toEqual([0, 0, 0, 1, 1, 2, 2]);
  });

  it('calls yes and no as the column does', () => {
    expect(binsOf(ofKind('boolean', ['Y', 'N']), 8).groups).toEqual([
      { kind: 'level', text: 'N' },
      { kind: 'level', text: 'Y' },
    ]);
  });
});

describe('histogramOf', () => {
  const total = ({ counts, below, above }: ReturnType<typeof histogramOf>) =>
    counts.reduce((sum, count) => sum + count, below + above);

  it('has a bar per whole number where they are few', () => {
    const { edges, counts } = histogramOf(Float64Array.of(1, 1, 2, 4), true);
    expect(counts).toEqual([2, 1, 0, 1]);
    expect(edges).toEqual([0.5, 1.5, 2.5, 3.5, 4.5]);
  });

  it('counts every value once', () => {
    for (const values of [[5], [1, 1], [-3, 0.5, 9], times(1000, (at) => Math.sin(at) * 10)]) {
      const sorted = Float64Array.from(values).sort();
      for (const isWhole of [true, false]) expect(total(histogramOf(sorted, isWhole))).toBe(values.length);
    }
  });

  it('leaves far values out of its range, and counts them', () => {
    const histogram = histogramOf(Float64Array.from([...times(999, (at) => at / 100), 1e9]), false);
    expect(histogram.above).toBeGreaterThan(0);
    expect(histogram.edges.at(-1)).toBeLessThan(11);
    expect(total(histogram)).toBe(1000);
  });
});

describe('summarise', () => {
  it('gives moments and quartiles', () => {
    // By hand: the mean is 4, the mean square 10, the mean cube 36.
    const summary = summarise(sortedValues(Float64Array.of(10, Number.NaN, 2, 3, 4, 1)));
    expect(summary).toMatchObject({ count: 5, mean: 4, min: 1, median: 3, max: 10, zeros: 0, negatives: 0 });
    expect(summary.skewness).toBeCloseTo(36 / 10 ** 1.5, 12);
    expect(summary.standardDeviation).toBeCloseTo(Math.sqrt(50 / 4), 12);
    expect([summary.lowerQuartile, summary.upperQuartile]).toEqual([2, 4]);
  });

  it('interpolates quantiles', () => {
    expect(quantile(Float64Array.of(0, 10), 0.25)).toBe(2.5);
    expect(quantile(Float64Array.of(7), 0.9)).toBe(7);
  });
});
