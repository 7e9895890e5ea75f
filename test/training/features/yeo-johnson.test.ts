import { RandomSource } from '../../../src/data';
import { named, yeoJohnson } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';
import { fitAlone, fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const columns = [numberColumn('a'), numberColumn('constant'), categoryColumn('roof', 'slate', 'tin')];
const x = matrixOf([
  [1, 4, 0],
  [_, 4, 1],
  [3, _, 0],
  [80, 4, _],
  [-2, 4, 1],
]);
const later = matrixOf([
  [_, 5, -1],
  [Number.POSITIVE_INFINITY, 4, 1],
  [-3.4e38, 3.4e38, 0],
]);

for (const scale of [true, false]) {
  describeStep(`yeoJohnson ${scale ? 'and' : 'without'} scaling`, () => yeoJohnson({ scale }), {
    columns,
    x,
    later,
    allMissing: 'missing',
  });
}

const one = (values: readonly number[]) => ({
  columns: [numberColumn('a')],
  x: matrixOf(values.map((value) => [value])),
});
const lambdaOf = async (values: readonly number[]) => {
  const { detail } = await fitTransform(yeoJohnson(), one(values));
  return (detail as { lambdas: { a: number } }).lambdas.a;
};

describe('yeoJohnson', () => {
  const random = new RandomSource(5);
  const normal = Array.from({ length: 2000 }, () => random.normal());

  it('finds the power that the data were made with', async () => {
    // The inverse of the transform for each lambda.
    const bent = (y: number, lambda: number) => {
      if (y >= 0) return lambda === 0 ? Math.expm1(y) : (1 + lambda * y) ** (1 / lambda) - 1;
      return lambda === 2 ? -Math.expm1(-y) : 1 - (1 - (2 - lambda) * y) ** (1 / (2 - lambda));
    };
    for (const lambda of [0, 0.5, 1, 1.5, 2]) {
      const found = await lambdaOf(normal.map((y) => bent(y, lambda)));
      // The standard error of 2000 draws is about 0.04.
      expect(Math.abs(found - lambda)).toBeLessThan(0.12);
    }
  });

  it('scales to mean 0 and deviation 1, whatever the size of the numbers', async () => {
    for (const [centre, spread] of [
      [0, 1],
      [2e5, 8e4],
      [0, 1e-4],
      [1970, 30],
      [-1970, 30],
    ]) {
      const made = (await fitAndTransform(yeoJohnson(), one(normal.map((y) => centre + spread * y)))).data;
      const mean = made.reduce((sum, value) => sum + value, 0) / made.length;
      const squares = made.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      expect(Math.abs(mean)).toBeLessThan(tolerances.transformer);
      expect(Math.abs(Math.sqrt(squares / made.length) - 1)).toBeLessThan(tolerances.transformer);
    }
  });

  it('without scaling is the transform itself', async () => {
    const values = [0, 1e-3, 5, 200, -0.5, -30, 17, 2, 3];
    const step = yeoJohnson({ scale: false });
    const lambda = await lambdaOf(values);
    const made = await fitAndTransform(step, one(values));
    expectSameNumbers(
      made.data,
      values.map((value) =>
        value >= 0
          ? Math.expm1(lambda * Math.log1p(Math.fround(value))) / lambda
          : -Math.expm1((2 - lambda) * Math.log1p(-value)) / (2 - lambda),
      ),
      { tolerance: tolerances.operator },
    );
  });

  it('keeps a constant column as it is, or 0 when scaled', async () => {
    expectSameNumbers((await fitAndTransform(yeoJohnson({ scale: false }), one([7.5, 7.5, _]))).data, [
      7.5,
      7.5,
      _,
    ]);
    expectSameNumbers((await fitAndTransform(yeoJohnson(), one([7.5, 7.5, _]))).data, [0, 0, _]);
    expectSameNumbers((await fitAndTransform(yeoJohnson(), one([_, _]))).data, [_, _]);
    expect(await lambdaOf([0, 0])).toBe(1);
  });

  it('takes the columns that it is told to', async () => {
    const { outputs, detail } = await fitTransform(yeoJohnson({ columns: named('a') }), { columns, x });
    expect(outputs).toEqual([numberColumn('a')]);
    expect(detail).toEqual({ scale: true, lambdas: { a: expect.any(Number) } });
    expect(rowsOf(await fitAndTransform(yeoJohnson({ columns: named('a') }), { columns, x }))).toHaveLength(
      5,
    );
  });

  it('makes numbers that float32 can hold, or says so', async () => {
    const years = Array.from({ length: 30 }, (__, row) => 2010 - Math.floor(row ** 1.5 / 4));
    expect(await lambdaOf(years)).toBeGreaterThan(13);
    const made = await fitAndTransform(yeoJohnson(), one(years));
    expect(made.data.every(Number.isFinite)).toBe(true);
    await expect(fitAlone(yeoJohnson({ scale: false }), one(years))).rejects.toMatchObject({
      code: 'STEP_UNFITTABLE',
      message: expect.stringMatching(
        /^Step 'yeo-johnson' on column 'a' must make numbers that float32 can hold, got larger ones with a power of \d+\.\d+\. Scale/,
      ),
    });
  });

  it('learns from finite values', async () => {
    await expect(fitAlone(yeoJohnson(), one([1, Number.POSITIVE_INFINITY]))).rejects.toThrow(
      "Step 'yeo-johnson' on column 'a' must see finite values, got Infinity.",
    );
  });
});
