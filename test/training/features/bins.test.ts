import { bins, everything, named } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';
import { fitAlone, fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const columns = [numberColumn('a'), numberColumn('constant'), numberColumn('b')];
const x = matrixOf([
  [0, 7, 1],
  [1, 7, 1],
  [_, 7, 1],
  [4, 7, 5],
  [10, _, 9],
]);
const later = matrixOf([
  [_, _, _],
  [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3.4e38],
  [5, 6.9, 2],
  [-5, 8, -3.4e38],
]);

for (const by of ['width', 'quantile'] as const) {
  for (const output of ['number', 'one-hot'] as const) {
    describeStep(`bins by ${by} as ${output}`, () => bins({ columns: everything, count: 3, by, output }), {
      columns,
      x,
      later,
      allMissing: output === 'number' ? 'missing' : 'number',
    });
  }
}

describe('bins', () => {
  const one = (...values: number[]) => ({
    columns: [numberColumn('a')],
    x: matrixOf(values.map((value) => [value])),
  });
  const binned = async (data: ReturnType<typeof one>, options = {}, test?: number[]) =>
    (await fitAndTransform(bins({ columns: everything, count: 4, ...options }), data, test && one(...test).x))
      .data;

  it('have one width, and no end', async () => {
    const made = await binned(one(0, 10, _, 4), { count: 5, by: 'width' }, [
      0,
      1.9,
      2,
      4,
      6,
      7.9,
      8,
      10,
      11,
      -1,
      1e38,
      _,
    ]);
    expectSameNumbers(made, [0, 0, 1, 2, 3, 3, 4, 4, 4, 0, 4, _]);
  });

  it('have equally many rows', async () => {
    const values = Array.from({ length: 100 }, (__, row) => row ** 3);
    const made = await binned(one(...values));
    expectSameNumbers(
      [0, 1, 2, 3].map((bin) => made.filter((value) => value === bin).length),
      [25, 25, 25, 25],
    );
  });

  it('are fewer where quantiles coincide', async () => {
    const data = one(0, 0, 0, 0, 0, 0, 1, 2);
    expectSameNumbers(await binned(data), [0, 0, 0, 0, 0, 0, 1, 1]);
    expect((await fitTransform(bins({ columns: everything, count: 4 }), data)).detail).toEqual({
      by: 'quantile',
      edges: { a: [0.25] },
    });
  });

  it.each(['width', 'quantile'])('are one of a constant column, by %s', async (by) => {
    expectSameNumbers(await binned(one(3, 3), { by }, [2, 3, 4, _]), [0, 0, 0, _]);
    expectSameNumbers(await binned(one(_, _), { by }, [2, _]), [0, _]);
  });

  it('begin at their edge to the last digit', async () => {
    // The edge 0.7 lies between these two float32 numbers, nearer to the lower one.
    const [below, above] = [0.699999988079071, 0.7000000476837158];
    const made = await binned(one(0, 1), { count: 10, by: 'width' }, [below, above]);
    expectSameNumbers(made, [6, 7]);
  });

  it('may be columns', async () => {
    const step = bins({ columns: named('b', 'constant'), count: 2, by: 'width', output: 'one-hot' });
    const { outputs } = await fitTransform(step, { columns, x });
    expect(outputs.map(({ name, features }) => [name, ...features])).toEqual([
      ['constant bin 0', 'constant'],
      ['b bin 0', 'b'],
      ['b bin 1', 'b'],
    ]);
    expect(rowsOf(await fitAndTransform(step, { columns, x }, later))).toEqual([
      [0, 0, 0],
      [1, 0, 1],
      [1, 1, 0],
      [1, 1, 0],
    ]);
  });

  it('learn from finite values', async () => {
    await expect(
      fitAlone(bins({ columns: everything, count: 2 }), one(1, Number.NEGATIVE_INFINITY)),
    ).rejects.toMatchObject({
      code: 'STEP_UNFITTABLE',
      message:
        "Step 'bins' on column 'a' must see finite values, got -Infinity. Correct the data, or the step that makes the column.",
    });
  });

  it.each([1, 2.5, _])('cannot be %d', (count) => {
    expect(() => bins({ columns: everything, count })).toThrow(
      `Parameter 'count' of step 'bins' must be a whole number from 2, got ${count}.`,
    );
  });
});
