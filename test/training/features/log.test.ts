import { everything, log, named, ofKind } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf } from '../matrices';
import { fitAlone, fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const columns = [numberColumn('area'), numberColumn('rooms'), categoryColumn('roof', 'slate', 'tin')];
const x = matrixOf([
  [100, 3, 0],
  [_, 0, 1],
  [2e6, _, 0],
  [0.5, 12, _],
]);
const later = matrixOf([
  [-1, -2, 0],
  [-0.5, Number.NEGATIVE_INFINITY, 0],
  [Number.POSITIVE_INFINITY, 3.4e38, 0],
  [_, 1e-30, 0],
]);

describeStep('log', () => log({ columns: ofKind('number') }), { columns, x, later, allMissing: 'missing' });
describeStep('log of columns and categories', () => log({ columns: everything, offset: 2 }), {
  columns,
  x,
  later,
  allMissing: 'missing',
});

describe('log', () => {
  const one = (...values: number[]) => ({
    columns: [numberColumn('a')],
    x: matrixOf(values.map((value) => [value])),
  });

  it.each([
    [undefined, [0, 1, 9, _, 1e6]],
    [0, [1, 10, 1e-30, 3e38]],
    [0.5, [0, -0.25, 10]],
    [-3, [3.5, 4, 100]],
  ])('with offset %p is the logarithm of the sum', async (offset, values) => {
    const step = log({ columns: everything, ...(offset !== undefined && { offset }) });
    const made = await fitAndTransform(step, one(...values));
    const expected = values.map((value) => Math.log(Math.fround(Math.fround(value) + (offset ?? 1))));
    expectSameNumbers(made.data, expected, { tolerance: tolerances.operator });
  });

  it('makes missing what is too small for a logarithm later', async () => {
    const made = await fitAndTransform(
      log({ columns: everything }),
      one(0, 1),
      matrixOf([[-1], [-2], [-1e30], [_], [0]]),
    );
    expectSameNumbers(made.data, [_, _, _, _, 0]);
  });

  it.each([
    [undefined, -1, -1],
    [0, 0, -0],
    [0, -0, -0],
    [2, -2.5, -2],
    // Above -0.7 in float64; in float32, which the model computes in, the sum is 0.
    [0.7, Math.fround(-0.7), -0.7],
  ])('with offset %p cannot learn from %d', async (offset, value, limit) => {
    const step = log({ columns: everything, ...(offset !== undefined && { offset }) });
    await expect(fitAlone(step, one(5, value))).rejects.toMatchObject({
      code: 'STEP_UNFITTABLE',
      message: `Step 'log' on column 'a' must see values above ${limit}, got ${value}. Use a larger offset, or another transform.`,
    });
  });

  it('learns from every value a model can take the logarithm of', async () => {
    for (const value of [Math.fround(-0.99999994), 0, 1e-30]) {
      const { data } = await fitAndTransform(log({ columns: everything }), one(value));
      expect(Number.isFinite(data[0])).toBe(true);
    }
  });

  it('makes numbers of codes and days', async () => {
    const day = { name: 'built', kind: 'date', features: ['built'] } as const;
    const data = { columns: [...columns, day], x: matrixOf([[1, 2, 0, 3]]) };
    const { outputs } = await fitTransform(log({ columns: named('roof', 'built') }), data);
    expect(outputs).toEqual([numberColumn('roof'), numberColumn('built')]);
  });

  it.each([Number.NaN, Number.NEGATIVE_INFINITY])('refuses an offset of %d', (offset) => {
    expect(() => log({ columns: everything, offset })).toThrow(
      expect.objectContaining({
        code: 'PARAMETER_INVALID',
        message: `Parameter 'offset' of step 'log' must be a finite float32, got ${offset}.`,
      }),
    );
  });
});
