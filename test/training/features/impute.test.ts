import { everything, type ImputeStrategy, impute, named, ofKind } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';
import { fitAlone, fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const columns = [numberColumn('a'), categoryColumn('roof', 'slate', 'tin'), numberColumn('b')];
const x = matrixOf([
  [1, 0, 5],
  [_, 1, 5],
  [2, _, 7],
  [9, 0, 9],
  [_, 1, 9],
]);
const later = matrixOf([
  [_, _, _],
  [Number.POSITIVE_INFINITY, -1, -0],
  [3.4e38, 5, 1],
]);

const strategies: [string, ImputeStrategy][] = [
  ['mean', 'mean'],
  ['median', 'median'],
  ['mode', 'mode'],
  ['constant', { constant: -1 }],
];

for (const [name, strategy] of strategies) {
  for (const indicator of [false, true]) {
    describeStep(
      `impute by ${name}${indicator ? ' with indicator' : ''}`,
      () => impute({ strategy, indicator }),
      {
        columns,
        x,
        later,
        allMissing: 'number',
      },
    );
  }
}

describe('impute', () => {
  const a = { columns: [numberColumn('a')], x: matrixOf([[1], [_], [2], [9], [2], [_]]) };

  it.each<[string, ImputeStrategy, number]>([
    ['mean', 'mean', 3.5],
    ['median', 'median', 2],
    ['mode', 'mode', 2],
    ['constant', { constant: 0.1 }, Math.fround(0.1)],
  ])('fills with the %s', async (__, strategy, fill) => {
    expectSameNumbers((await fitAndTransform(impute({ strategy }), a)).data, [1, fill, 2, 9, 2, fill]);
    expect((await fitAlone(impute({ strategy }), a)).detail).toEqual({ strategy, fills: { a: fill } });
  });

  it('takes the smallest of the most frequent', async () => {
    const data = { columns: [numberColumn('a')], x: matrixOf([[3], [-2], [3], [-2], [7], [_]]) };
    expect((await fitAlone(impute({ strategy: 'mode' }), data)).detail).toMatchObject({ fills: { a: -2 } });
  });

  it('learns a mean that float32 sums would lose', async () => {
    const rows = Array.from({ length: 20_000 }, () => [16_777_215]);
    const data = { columns: [numberColumn('a')], x: matrixOf([...rows, [_]]) };
    expect((await fitAlone(impute({ strategy: 'mean' }), data)).detail).toMatchObject({
      fills: { a: 16_777_215 },
    });
  });

  it('leaves categories alone unless asked', async () => {
    const fitted = await fitTransform(impute({ strategy: 'mode' }), { columns, x });
    expect(fitted.outputs).toEqual([columns[0], columns[2]]);
    const roofs = await fitTransform(impute({ strategy: 'mode', columns: ofKind('category') }), {
      columns,
      x,
    });
    expect(roofs.outputs).toEqual([columns[1]]);
  });

  it('adds an indicator for each column that had missing values when fitted', async () => {
    const step = impute({ strategy: 'mean', indicator: true });
    const { outputs } = await fitTransform(step, { columns, x });
    expect(outputs.map(({ name, kind, features }) => [name, kind, features])).toEqual([
      ['a', 'number', ['a']],
      ['b', 'number', ['b']],
      ['a missing', 'number', ['a']],
    ]);
    const made = await fitAndTransform(step, { columns, x }, later);
    expect(rowsOf(made).map((row) => row[2])).toEqual([1, 0, 0]);
  });

  it('adds no indicator where nothing was missing', async () => {
    const step = impute({ strategy: 'mean', indicator: true, columns: named('b') });
    expect((await fitTransform(step, { columns, x })).outputs).toEqual([columns[2]]);
  });

  it('cannot learn from missing values alone', async () => {
    const data = {
      columns: [numberColumn('a'), numberColumn('b')],
      x: matrixOf([
        [1, _],
        [2, _],
      ]),
    };
    for (const strategy of ['mean', 'median', 'mode'] as const) {
      await expect(fitAlone(impute({ strategy }), data)).rejects.toMatchObject({
        code: 'STEP_UNFITTABLE',
        message: `Step 'impute' on column 'b' must see a value to learn its ${strategy} from, got 2 missing values. Drop the column, or impute it with a constant.`,
      });
    }
    const constant = impute({ strategy: { constant: 3 }, columns: everything });
    expectSameNumbers((await fitAndTransform(constant, data)).data, [1, 3, 2, 3]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e39])('cannot fill with %d', (constant) => {
    expect(() => impute({ strategy: { constant } })).toThrow(
      expect.objectContaining({
        code: 'PARAMETER_INVALID',
        message: `Parameter 'constant' of step 'impute' must be a finite float32, got ${constant}.`,
      }),
    );
  });
});
