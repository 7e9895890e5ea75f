import { named, robustScale } from '../../../src/training';
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
  [8, 4, _],
]);
const later = matrixOf([
  [_, 5, -1],
  [Number.POSITIVE_INFINITY, 4, 1],
  [-3.4e38, 3.4e38, 0],
]);

describeStep('robustScale', () => robustScale(), { columns, x, later, allMissing: 'missing' });
describeStep('robustScale of some', () => robustScale({ columns: named('a'), low: 0, high: 1 }), {
  columns,
  x,
  later,
  allMissing: 'missing',
});

describe('robustScale', () => {
  const scaled = async (values: readonly number[], options = {}) => {
    const data = { columns: [numberColumn('a')], x: matrixOf(values.map((value) => [value])) };
    return (await fitAndTransform(robustScale(options), data)).data;
  };

  it('makes the median 0 and the distance of the quartiles 1', async () => {
    expectSameNumbers(await scaled([0, 1, 2, 3, 1000, _]), [-1, -0.5, 0, 0.5, 499, _]);
    expectSameNumbers(await scaled([0, 1, 2, 3, 4, _], { low: 0, high: 1 }), [-0.5, -0.25, 0, 0.25, 0.5, _]);
  });

  it('subtracts no more than the median where the quartiles are equal', async () => {
    expectSameNumbers(await scaled([7, 7, 7, 7, 10]), [0, 0, 0, 0, 3]);
    expectSameNumbers(await scaled([_, _]), [_, _]);
  });

  it('keeps the digits in which large values differ', async () => {
    const values = Array.from({ length: 10 }, (__, row) => Math.fround(-93.62 + row * 1e-4));
    const sorted = values.map(Number);
    const median = (sorted[4] + sorted[5]) / 2;
    const low = sorted[2] + 0.25 * (sorted[3] - sorted[2]);
    const high = sorted[6] + 0.75 * (sorted[7] - sorted[6]);
    expectSameNumbers(
      await scaled(values),
      values.map((value) => (value - median) / (high - low)),
      { tolerance: tolerances.operator, floor: 1 },
    );
  });

  it('makes numbers, and tells its quantiles', async () => {
    const { outputs, detail } = await fitTransform(robustScale(), { columns, x });
    expect(outputs).toEqual([numberColumn('a'), numberColumn('constant'), numberColumn('roof')]);
    expect(detail).toEqual({ low: 0.25, high: 0.75 });
  });

  it('learns from finite values', async () => {
    const data = { columns: [numberColumn('a')], x: matrixOf([[1], [Number.NEGATIVE_INFINITY]]) };
    await expect(fitAlone(robustScale(), data)).rejects.toThrow('must see finite values, got -Infinity');
  });

  it.each([
    [{ low: -0.1 }, "Parameter 'low' of step 'robust-scale' must be from 0 to 1, got -0.1."],
    [{ low: 0.8 }, "Parameter 'high' of step 'robust-scale' must be above 0.8 and at most 1, got 0.75."],
    [{ high: 1.2 }, 'must be above 0.25 and at most 1, got 1.2'],
  ])('refuses %j', (options, message) => {
    expect(() => robustScale(options)).toThrow(message);
  });
});
