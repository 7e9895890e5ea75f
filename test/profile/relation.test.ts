import { RandomSource } from '../../src/data';
import { explainedShare, leakShare, targetOf } from '../../src/profile';
import { correlate } from '../../src/profile/correlations';
import { ranksOf } from '../../src/profile/ranks';
import { ofKind, times } from './columns';

const random = new RandomSource(1);
const x = times(600, () => random.normal());
const noise = times(600, () => random.normal());
const number = (values: readonly (number | null)[]) => ofKind('number', values);

describe('explainedShare of numbers', () => {
  const target = targetOf(number(x));

  it('is nearly 1 for a column that gives the target away, whatever the shape', () => {
    expect(explainedShare(number(x.map((value) => 3 - 2 * value)), target)).toBeGreaterThan(leakShare);
    expect(explainedShare(number(x.map((value) => Math.exp(value))), target)).toBeGreaterThan(leakShare);
  });

  it('is nearly 0 for noise', () => {
    expect(explainedShare(number(noise), target)).toBeLessThan(0.05);
  });

  it('sees a bend that no correlation sees', () => {
    const column = number(x);
    const bent = targetOf(number(x.map((value) => value ** 2)));
    expect(explainedShare(column, bent)).toBeGreaterThan(0.8);
    const { values } = correlate([column, number(x.map((value) => value ** 2))]);
    expect(Math.abs(values[1])).toBeLessThan(0.2);
  });

  it('sees texts and gaps that go with the target', () => {
    const text = ofKind(
      'category',
      x.map((value) => (value > 0 ? 'high' : 'low')),
    );
    expect(explainedShare(text, target)).toBeGreaterThan(0.6);
    const gaps = number(x.map((value, at) => (value > 0 ? null : noise[at])));
    expect(explainedShare(gaps, target)).toBeGreaterThan(0.6);
  });

  it('expects nothing of texts that never repeat', () => {
    const names = ofKind(
      'category',
      x.map((_, at) => `name ${at}`),
    );
    expect(explainedShare(names, target)).toBeLessThan(0.05);
  });

  it('expects nothing of few rows in many groups', () => {
    const few = targetOf(number(x.slice(0, 60)));
    const shares = times(10, (at) => explainedShare(number(noise.slice(at * 60, (at + 1) * 60)), few));
    expect(shares.reduce((sum, share) => sum + share, 0) / 10).toBeLessThan(0.15);
  });

  it('leaves out rows without a target', () => {
    const holed = targetOf(number(x.map((value, at) => (at % 2 === 0 ? value : null))));
    expect(explainedShare(number(x), holed)).toBeGreaterThan(leakShare);
  });

  it('is 0 where there is nothing to explain', () => {
    expect(explainedShare(number([1, 2, 3]), targetOf(number([5, 5, 5])))).toBe(0);
  });
});

describe('explainedShare of classes', () => {
  const target = targetOf(
    ofKind(
      'category',
      x.map((value) => (value < -0.5 ? 'a' : value < 0.5 ? 'b' : 'c')),
    ),
  );

  it('is nearly 1 for a column that tells them apart, and nearly 0 for noise', () => {
    expect(explainedShare(number(x), target)).toBeGreaterThan(0.8);
    expect(
      explainedShare(
        ofKind(
          'category',
          x.map((value) => (value < -0.5 ? 'p' : value < 0.5 ? 'q' : 'r')),
        ),
        target,
      ),
    ).toBe(1);
    expect(explainedShare(number(noise), target)).toBeLessThan(0.05);
  });

  it('makes classes of numbers when told to', () => {
    const digits = targetOf(number(times(30, (at) => at % 3)), 'classification');
    expect(digits).toMatchObject({
      classes: [
        { text: '0', count: 10 },
        { text: '1', count: 10 },
        { text: '2', count: 10 },
      ],
    });
  });
});

describe('correlate', () => {
  const at = (columns: readonly (readonly (number | null)[])[]) => correlate(columns.map(number)).values[1];

  it('is that of ranks', () => {
    expect(
      at([
        [1, 2, 3, 4],
        [1, 10, 100, 1000],
      ]),
    ).toBeCloseTo(1, 12);
    expect(
      at([
        [1, 2, 3, 4],
        [9, 7, 5, 1],
      ]),
    ).toBeCloseTo(-1, 12);
    // By hand: the ranks of the second are 2, 1, 4, 3, 5.5, 5.5; their products sum to 15, their squares to 17.
    expect(
      at([
        [1, 2, 3, 4, 5, 6],
        [2, 1, 4, 3, 7, 7],
      ]),
    ).toBeCloseTo(15 / Math.sqrt(17.5 * 17), 12);
  });

  it('knows nothing of columns that do not vary or hardly share rows', () => {
    expect(
      at([
        [1, 2, 3, 4],
        [5, 5, 5, 6],
      ]),
    ).not.toBeNaN();
    expect(
      at([
        [1, 2, 3, null],
        [null, null, 3, 4],
      ]),
    ).toBeNaN();
    expect(
      at([
        [2, 2, 2, 2],
        [1, 2, 3, 4],
      ]),
    ).toBeNaN();
  });

  it('leaves texts out', () => {
    expect(correlate([number([1, 2]), ofKind('category', ['a', 'b'])]).names).toEqual(['x']);
  });
});

describe('ranksOf', () => {
  it('shares ranks between equal values and leaves gaps', () => {
    expect([...ranksOf(Float64Array.of(5, 1, Number.NaN, 5, 3))]).toEqual([2.5, 0, Number.NaN, 2.5, 1]);
  });
});
