import { impute, named, ofKind, oneHot } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';
import { fitAlone, fitAndTransform, fitSelection, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const columns = [
  categoryColumn('roof', 'slate', 'tar', 'tin', 'zinc'),
  numberColumn('area'),
  categoryColumn('wall', 'brick', 'wood'),
];
// zinc and walls of wood: once; tin: never.
const x = matrixOf([
  [0, 10, 0],
  [1, 11, 0],
  [0, _, 1],
  [3, 13, 0],
  [_, 14, 0],
  [1, 15, 0],
]);
const later = matrixOf([
  [_, _, _],
  [-1, 1, -1],
  [2, 1, 2],
  [1e9, 1, Number.POSITIVE_INFINITY],
  [0.5, 1, Number.NEGATIVE_INFINITY],
  [-0, 1, 1],
]);

for (const minCount of [1, 2, 100]) {
  describeStep(`oneHot from ${minCount}`, () => oneHot({ minCount }), {
    columns,
    x,
    later,
    allMissing: 'number',
  });
}

describe('oneHot', () => {
  it('gives each level that occurs a column, and one to missing values', async () => {
    const fitted = await fitTransform(oneHot(), { columns, x });
    expect(fitted.outputs.map(({ name, kind, features }) => [name, kind, ...features])).toEqual([
      ['roof=slate', 'number', 'roof'],
      ['roof=tar', 'number', 'roof'],
      ['roof=zinc', 'number', 'roof'],
      ['roof missing', 'number', 'roof'],
      ['wall=brick', 'number', 'wall'],
      ['wall=wood', 'number', 'wall'],
    ]);
    expect(fitted.detail).toEqual({ minCount: 1, levels: { roof: 4, wall: 2 } });
    expect(rowsOf(await fitAndTransform(oneHot(), { columns, x }))).toEqual([
      [1, 0, 0, 0, 1, 0],
      [0, 1, 0, 0, 1, 0],
      [1, 0, 0, 0, 0, 1],
      [0, 0, 1, 0, 1, 0],
      [0, 0, 0, 1, 1, 0],
      [0, 1, 0, 0, 1, 0],
    ]);
  });

  it('makes zeros of what it has not seen when no level is rare', async () => {
    expect(rowsOf(await fitAndTransform(oneHot(), { columns, x }, later))).toEqual([
      [0, 0, 0, 1, 0, 0],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
      [1, 0, 0, 0, 0, 1],
    ]);
  });

  it('puts rare levels and what it has not seen together', async () => {
    const step = oneHot({ minCount: 2 });
    const { outputs } = await fitTransform(step, { columns, x });
    expect(outputs.map(({ name }) => name)).toEqual([
      'roof=slate',
      'roof=tar',
      'roof rare',
      'roof missing',
      'wall=brick',
      'wall rare',
    ]);
    expect(rowsOf(await fitAndTransform(step, { columns, x }, later))).toEqual([
      [0, 0, 0, 1, 0, 0],
      [0, 0, 1, 0, 0, 1],
      [0, 0, 1, 0, 0, 1],
      [0, 0, 1, 0, 0, 1],
      [0, 0, 1, 0, 0, 1],
      [1, 0, 0, 0, 0, 1],
    ]);
  });

  it.each([-1, -5, 0.5, 2.5, 4, 1e9, Number.POSITIVE_INFINITY])(
    'reads code %d as unseen while it learns and afterwards',
    async (code) => {
      const odd = { columns: [columns[0]], x: matrixOf([[0], [0], [code]]) };
      const { outputs } = await fitTransform(oneHot(), odd);
      expect(outputs.map(({ name }) => name)).toEqual(['roof=slate', 'roof rare']);
      expect(rowsOf(await fitAndTransform(oneHot(), odd))).toEqual([
        [1, 0],
        [1, 0],
        [0, 1],
      ]);
    },
  );

  it('keeps levels apart from the columns for rare and missing ones, whatever they are called', async () => {
    const data = {
      columns: [categoryColumn('roof', 'rare', 'missing', 'odd')],
      x: matrixOf([[0], [0], [1], [1], [2], [_]]),
    };
    const { outputs } = await fitTransform(oneHot({ minCount: 2 }), data);
    expect(outputs.map(({ name }) => name)).toEqual([
      'roof=rare',
      'roof=missing',
      'roof rare',
      'roof missing',
    ]);
  });

  it('learns from unseen values alone that there are some', async () => {
    const data = { columns: [categoryColumn('roof')], x: matrixOf([[-1], [-1]]) };
    const { outputs } = await fitTransform(oneHot(), data);
    expect(outputs.map(({ name }) => name)).toEqual(['roof rare']);
    expectSameNumbers((await fitAndTransform(oneHot(), data, matrixOf([[-1], [0], [_]]))).data, [1, 1, 0]);
  });

  it('leaves nothing of columns that it never saw a row of', async () => {
    const data = { columns, x: matrixOf([], columns.length) };
    expect(await fitSelection(oneHot(), data)).toEqual({
      kept: [],
      detail: { minCount: 1, levels: { roof: 0, wall: 0 } },
    });
  });

  it('takes a column of missing values alone', async () => {
    const data = { columns: [columns[0]], x: matrixOf([[_], [_]]) };
    const { outputs } = await fitTransform(oneHot(), data);
    expect(outputs.map(({ name }) => name)).toEqual(['roof missing']);
  });

  it('sees no missing values behind an impute', async () => {
    const filled = await fitAndTransform(impute({ strategy: 'mode', columns: ofKind('category') }), {
      columns,
      x,
    });
    const { outputs } = await fitTransform(oneHot(), { columns: [columns[0], columns[2]], x: filled });
    expect(outputs.map(({ name }) => name)).not.toContain('roof missing');
  });

  it('takes the columns that it is told to', async () => {
    const { detail } = await fitAlone(oneHot({ columns: named('wall') }), { columns, x });
    expect(detail).toEqual({ minCount: 1, levels: { wall: 2 } });
  });

  it.each([0, -1, Number.NaN])('refuses a minCount of %d', (minCount) => {
    expect(() => oneHot({ minCount })).toThrow(
      expect.objectContaining({
        code: 'PARAMETER_INVALID',
        message: `Parameter 'minCount' of step 'one-hot' must be at least 1, got ${minCount}.`,
      }),
    );
  });
});
