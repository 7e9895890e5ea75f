import { minMaxScale, named } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf } from '../matrices';
import { fitAlone, fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const columns = [numberColumn('a'), numberColumn('constant'), categoryColumn('roof', 'slate', 'tin')];
const x = matrixOf([
  [1, 4, 0],
  [_, 4, 1],
  [3, _, 0],
  [9, 4, _],
]);
const later = matrixOf([
  [_, 5, -1],
  [Number.POSITIVE_INFINITY, 4, 1],
  [-3.4e38, 3.4e38, 0],
]);

describeStep('minMaxScale', () => minMaxScale(), { columns, x, later, allMissing: 'missing' });
describeStep('minMaxScale with limits', () => minMaxScale({ low: -2, high: 3, clip: true }), {
  columns,
  x,
  later,
  allMissing: 'missing',
});

describe('minMaxScale', () => {
  const a = named('a');
  const test = matrixOf([
    [1, 0, 0],
    [9, 0, 0],
    [3, 0, 0],
    [17, 0, 0],
    [-7, 0, 0],
    [_, 0, 0],
  ]);

  it.each([
    [{}, [0, 1, 0.25, 2, -1, _]],
    [{ low: -1, high: 3 }, [-1, 3, 0, 7, -5, _]],
    [{ clip: true }, [0, 1, 0.25, 1, 0, _]],
    [{ low: -1, high: 3, clip: true }, [-1, 3, 0, 3, -1, _]],
  ])('with %j', async (options, expected) => {
    const made = await fitAndTransform(minMaxScale({ ...options, columns: a }), { columns, x }, test);
    expectSameNumbers(made.data, expected, { tolerance: tolerances.operator });
    const { detail } = await fitTransform(minMaxScale(options), { columns, x });
    expect(detail).toEqual({ low: 0, high: 1, clip: false, ...options });
  });

  it('makes `low` of a constant column, and keeps missing what is always missing', async () => {
    const one = { columns: [numberColumn('a')], x: matrixOf([[7], [7]]) };
    expectSameNumbers((await fitAndTransform(minMaxScale({ low: -3 }), one)).data, [-3, -3]);
    const none = { columns: [numberColumn('a')], x: matrixOf([[_], [_]]) };
    expectSameNumbers((await fitAndTransform(minMaxScale(), none)).data, [_, _]);
  });

  it('keeps the digits in which large values differ', async () => {
    const values = Array.from({ length: 11 }, (__, row) => [Math.fround(-93.62 + row * 1e-4)]);
    const made = await fitAndTransform(minMaxScale(), { columns: [numberColumn('a')], x: matrixOf(values) });
    const [first, last] = [values[0][0], values[10][0]];
    expectSameNumbers(
      made.data,
      values.map(([value]) => (value - first) / (last - first)),
      { tolerance: tolerances.operator },
    );
  });

  it('learns from finite values', async () => {
    const data = { columns: [numberColumn('a')], x: matrixOf([[1], [Number.POSITIVE_INFINITY]]) };
    await expect(fitAlone(minMaxScale(), data)).rejects.toThrow(
      "Step 'min-max-scale' on column 'a' must see finite values, got Infinity.",
    );
  });

  it.each([
    [{ low: 1 }, "Parameter 'high' of step 'min-max-scale' must be a finite float32 above 1, got 1."],
    [{ low: _ }, "Parameter 'low' of step 'min-max-scale' must be a finite float32, got NaN."],
    [{ high: 1e39 }, "Parameter 'high' of step 'min-max-scale' must be a finite float32 above 0, got 1e+39."],
  ])('refuses %j', (options, message) => {
    expect(() => minMaxScale(options)).toThrow(message);
  });
});
