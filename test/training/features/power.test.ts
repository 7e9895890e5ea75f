import { everything, power } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { numberColumn } from '../columns';
import { matrixOf } from '../matrices';
import { fitAlone, fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const one = (...values: number[]) => ({
  columns: [numberColumn('a')],
  x: matrixOf(values.map((value) => [value])),
});
const close = { tolerance: tolerances.operator };
const columns = [numberColumn('a'), numberColumn('b')];
const x = matrixOf([
  [1, 4],
  [_, 4.5],
  [3, _],
  [0.25, 1e3],
]);
const later = matrixOf([
  [_, _],
  [-1, 0],
  [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  [3.4e38, -3.4e38],
]);

for (const exponent of [2, 0.5, -1, -1.5, 3]) {
  describeStep(`power of ${exponent}`, () => power({ columns: everything, exponent }), {
    columns,
    x,
    later,
    allMissing: 'missing',
  });
}
describeStep('power, mirrored', () => power({ columns: everything, exponent: 0.5, signs: 'mirrored' }), {
  columns,
  x,
  later,
  allMissing: 'missing',
});

describe('power', () => {
  it.each([
    [2, [-3, 0, 2.5, _], [9, 0, 6.25, _]],
    [3, [-3, 0, 2.5, _], [-27, 0, 15.625, _]],
    [0.5, [0, 2, 100, _], [0, Math.SQRT2, 10, _]],
    [-1, [-4, 0.5, 3, _], [-0.25, 2, 1 / 3, _]],
    [-2, [-4, 0.5, 3, _], [1 / 16, 4, 1 / 9, _]],
  ])('of %d', async (exponent, values, expected) => {
    const made = await fitAndTransform(power({ columns: everything, exponent }), one(...values));
    expectSameNumbers(made.data, expected, close);
  });

  it.each([
    [2, [-3, 0, 2.5, _], [-9, 0, 6.25, _]],
    [0.5, [-9, 0, 2.25, _], [-3, 0, 1.5, _]],
    [3, [-2, 0, 2, _], [-8, 0, 8, _]],
  ])('of %d mirrored keeps the order of the numbers', async (exponent, values, expected) => {
    const step = power({ columns: everything, exponent, signs: 'mirrored' });
    expectSameNumbers((await fitAndTransform(step, one(...values))).data, expected, close);
    expect((await fitTransform(step, one(...values))).detail).toEqual({ exponent, signs: 'mirrored' });
  });

  it.each([
    [0.5, [-1, -0.1, 4], [_, _, 2]],
    [-1, [0, -0, 4], [_, _, 0.25]],
    [-0.5, [0, -1, 4], [_, _, 0.5]],
  ])('of %d makes missing what has none, later', async (exponent, values, expected) => {
    const step = power({ columns: everything, exponent });
    expectSameNumbers((await fitAndTransform(step, one(1, 2), one(...values).x)).data, expected, close);
  });

  it.each([
    [0.5, -1],
    [-1, 0],
    [2, 1e30],
    [2, Number.POSITIVE_INFINITY],
  ])('of %d cannot learn from %d', async (exponent, value) => {
    const fitted = fitAlone(power({ columns: everything, exponent }), one(1, value));
    await expect(fitted).rejects.toMatchObject({
      code: 'STEP_UNFITTABLE',
      message: expect.stringMatching(
        /^Step 'power' on column 'a' must see (values that have a finite power of|finite values)/,
      ),
    });
  });

  it.each([
    [{ exponent: 0 }, 'be finite and not 0, got 0'],
    [{ exponent: _ }, 'be finite and not 0, got NaN'],
    [{ exponent: Number.POSITIVE_INFINITY }, 'be finite and not 0, got Infinity'],
    [{ exponent: -1, signs: 'mirrored' } as const, 'be finite and above 0, got -1'],
  ])('refuses %j', (options, message) => {
    expect(() => power({ columns: everything, ...options })).toThrow(
      `Parameter 'exponent' of step 'power' must ${message}.`,
    );
  });
});
