import { cyclic, everything, named } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';
import { fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const columns = [numberColumn('month'), numberColumn('hour')];
const x = matrixOf([
  [1, 0],
  [12, 23],
  [_, 6],
  [7, _],
]);
const later = matrixOf([
  [_, _],
  [-3, 1e9],
  [3.4e38, -3.4e38],
  [Number.POSITIVE_INFINITY, 0.5],
]);

describeStep('cyclic', () => cyclic({ columns: everything, period: 12 }), {
  columns,
  x,
  later,
  allMissing: 'missing',
});
describeStep('cyclic of one column', () => cyclic({ columns: named('hour'), period: 24.5 }), {
  columns,
  x,
  later,
  allMissing: 'missing',
});

describe('cyclic', () => {
  it('makes a sine and a cosine', async () => {
    const step = cyclic({ columns: everything, period: 12 });
    const { outputs, detail } = await fitTransform(step, { columns, x });
    expect(outputs.map(({ name, features }) => [name, ...features])).toEqual([
      ['month sin', 'month'],
      ['hour sin', 'hour'],
      ['month cos', 'month'],
      ['hour cos', 'hour'],
    ]);
    expect(detail).toEqual({ period: 12 });
    const made = rowsOf(await fitAndTransform(step, { columns, x }));
    const half = Math.sqrt(3) / 2;
    expectSameNumbers(made.flat(), [0.5, 0, half, 1, 0, -0.5, 1, half, _, 0, _, -1, -0.5, _, -half, _], {
      tolerance: tolerances.operator,
      floor: 1,
    });
  });

  it.each([7, 12, 365.2425, 0.1])('keeps its digits over many periods of %d', async (period) => {
    const values = Array.from({ length: 200 }, (__, row) => Math.fround((row - 100) * 1234.567));
    const data = { columns: [numberColumn('a')], x: matrixOf(values.map((value) => [value])) };
    const made = await fitAndTransform(cyclic({ columns: everything, period }), data);
    expectSameNumbers(
      rowsOf(made).flat(),
      values.flatMap((value) => {
        const angle = (2 * Math.PI * (value % period)) / period;
        return [Math.sin(angle), Math.cos(angle)];
      }),
      { tolerance: tolerances.operator, floor: 1 },
    );
  });

  it.each([0, -7, _, Number.POSITIVE_INFINITY])('refuses a period of %d', (period) => {
    expect(() => cyclic({ columns: everything, period })).toThrow(
      `Parameter 'period' of step 'cyclic' must be finite and above 0, got ${period}.`,
    );
  });
});
