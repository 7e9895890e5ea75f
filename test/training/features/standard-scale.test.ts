import { RandomSource } from '../../../src/data';
import { named, standardScale } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';
import { fitAndTransform, fitTransform } from './fit-alone';
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

describeStep('standardScale', () => standardScale(), { columns, x, later, allMissing: 'missing' });
describeStep('standardScale of some', () => standardScale({ columns: named('a') }), {
  columns,
  x,
  later,
  allMissing: 'missing',
});

/** What scaling makes of a column of these numbers. */
async function scaled(values: readonly number[]): Promise<number[]> {
  const data = { columns: [numberColumn('a')], x: matrixOf(values.map((value) => [value])) };
  return rowsOf(await fitAndTransform(standardScale(), data)).flat();
}

describe('standardScale', () => {
  it('makes mean 0 and population deviation 1, over the values that are there', async () => {
    const random = new RandomSource(3);
    for (const [centre, spread] of [
      [0, 1],
      [2e5, 8e4],
      [1970, 30],
      [0, 1e-20],
      [1e20, 1e19],
    ]) {
      const values = Array.from({ length: 500 }, (__, row) =>
        row % 10 === 3 ? _ : centre + spread * random.normal(),
      );
      const made = await scaled(values);
      expect(made.map(Number.isNaN)).toEqual(values.map(Number.isNaN));
      const there = made.filter((value) => !Number.isNaN(value));
      const mean = there.reduce((sum, value) => sum + value, 0) / there.length;
      const squares = there.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      expect(Math.abs(mean)).toBeLessThan(tolerances.transformer);
      expect(Math.abs(Math.sqrt(squares / there.length) - 1)).toBeLessThan(tolerances.transformer);
    }
  });

  it('keeps the digits in which values around a large mean differ', async () => {
    // Degrees of longitude within one town: 1e-4 apart, and float32 holds them in steps of 8e-6.
    const values = Array.from({ length: 100 }, (__, row) => Math.fround(-93.62 + row * 1e-4));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    expectSameNumbers(
      await scaled(values),
      values.map((value) => (value - mean) / deviation),
      {
        tolerance: tolerances.operator,
        floor: 1,
      },
    );
  });

  it.each([0, 7.5, 0.1, -1e-30, 1e30])('makes 0 of a column that is always %d', async (value) => {
    expectSameNumbers(await scaled(new Array<number>(1000).fill(value)), new Array<number>(1000).fill(0));
  });

  it('leaves the spread alone that is no more than rounding', async () => {
    const made = await scaled([16_777_216, 16_777_216, 16_777_214, 16_777_216]);
    expectSameNumbers(made, [0.5, 0.5, -1.5, 0.5]);
  });

  it('passes on what comes in a column that was always missing', async () => {
    const data = { columns: [numberColumn('a')], x: matrixOf([[_], [_]]) };
    const made = await fitAndTransform(standardScale(), data, matrixOf([[_], [5]]));
    expectSameNumbers(made.data, [_, 5]);
  });

  it('makes numbers of codes', async () => {
    const { outputs } = await fitTransform(standardScale(), { columns, x });
    expect(outputs).toEqual([numberColumn('a'), numberColumn('constant'), numberColumn('roof')]);
  });
});
