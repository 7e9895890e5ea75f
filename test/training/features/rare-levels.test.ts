import { named, oneHot, rareLevels } from '../../../src/training';
import { runTransform } from '../../../src/training/run-graph';
import { expectSameNumbers } from '../../support/same-numbers';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';
import { fitAlone, fitAndTransform, fitTransform } from './fit-alone';
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
  [3, 1, 1],
]);

for (const minCount of [1, 2, 100]) {
  describeStep(`rareLevels from ${minCount}`, () => rareLevels({ minCount }), {
    columns,
    x,
    later,
    allMissing: 'missing',
    // Of one row every level is rare from 2 on; there is still the level of the rare.
  });
}

describe('rareLevels', () => {
  it('makes one level of the rare ones, the last', async () => {
    const fitted = await fitTransform(rareLevels({ minCount: 2 }), { columns, x });
    expect(fitted.outputs).toEqual([
      categoryColumn('roof', 'slate', 'tar', 'rare'),
      categoryColumn('wall', 'brick', 'rare'),
    ]);
    expect(fitted.detail).toEqual({
      least: 2,
      levels: { roof: { kept: 2, rare: 1 }, wall: { kept: 1, rare: 1 } },
    });
    const made = await fitAndTransform(rareLevels({ minCount: 2 }), { columns, x });
    expectSameNumbers(made.data, [0, 0, 1, 0, 0, 1, 2, 0, _, 0, 1, 0]);
  });

  it('puts what it has not seen among the rare, where there are some', async () => {
    const made = await fitAndTransform(rareLevels({ minCount: 2 }), { columns, x }, later);
    expectSameNumbers(made.data, [_, _, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]);
  });

  it('leaves unseen what it has not seen, where none are rare', async () => {
    const step = rareLevels({ minCount: 1 });
    const { outputs } = await fitTransform(step, { columns, x });
    expect(outputs[0].categories).toEqual(['slate', 'tar', 'zinc']);
    const made = await fitAndTransform(step, { columns, x }, later);
    expectSameNumbers(made.data, [_, _, -1, -1, -1, -1, -1, -1, -1, -1, 2, 1]);
  });

  it('counts unseen values among the rows to fit on as rare', async () => {
    const data = { columns: [columns[0]], x: matrixOf([[0], [0], [-1]]) };
    const { outputs } = await fitTransform(rareLevels({ minCount: 1, label: 'other' }), data);
    expect(outputs[0].categories).toEqual(['slate', 'other']);
  });

  it('takes a share of the rows, by default one in a hundred', async () => {
    const rows = Array.from({ length: 200 }, (__, row) => [row < 197 ? 0 : row < 199 ? 1 : 2]);
    const data = { columns: [columns[0]], x: matrixOf(rows) };
    const keptBy = async (step = rareLevels()) => (await fitTransform(step, data)).outputs[0].categories;
    expect(await keptBy()).toEqual(['slate', 'tar', 'rare']);
    expect(await keptBy(rareLevels({ minShare: 0.02 }))).toEqual(['slate', 'rare']);
    expect(await keptBy(rareLevels({ minShare: 0 }))).toEqual(['slate', 'tar', 'tin']);
    expect(await keptBy(rareLevels({ minShare: 0, minCount: 2 }))).toEqual(['slate', 'tar', 'rare']);
    expect(await keptBy(rareLevels({ minCount: 1 }))).toEqual(['slate', 'tar', 'tin']);
  });

  it('makes codes that the steps after it understand', async () => {
    const { outputs, emit } = await fitTransform(rareLevels({ minCount: 2, columns: named('roof') }), {
      columns,
      x,
    });
    const roof = matrixOf(rowsOf(x).map(([code]) => [code]));
    const coded = await runTransform(emit, roof);
    const { outputs: hot } = await fitTransform(oneHot(), { columns: outputs, x: coded });
    expect(hot.map(({ name }) => name)).toEqual(['roof=slate', 'roof=tar', 'roof=rare', 'roof missing']);
  });

  it('does not mix the rare levels with a frequent one of their name', async () => {
    const data = { columns: [categoryColumn('roof', 'rare', 'tin')], x: matrixOf([[0], [0], [1]]) };
    await expect(fitAlone(rareLevels({ minCount: 2 }), data)).rejects.toMatchObject({
      code: 'STEP_UNFITTABLE',
      message:
        "Step 'rare-levels' on column 'roof' must call the rare levels what no frequent level is called, got 'rare'. Give them another label.",
    });
    const { outputs } = await fitTransform(rareLevels({ minCount: 2, label: 'other' }), data);
    expect(outputs[0].categories).toEqual(['rare', 'other']);
    const fine = { ...data, x: matrixOf([[1], [1], [0]]) };
    expect((await fitTransform(rareLevels({ minCount: 2 }), fine)).outputs[0].categories).toEqual([
      'tin',
      'rare',
    ]);
  });

  it('reads categories', async () => {
    await expect(fitAlone(rareLevels({ columns: named('area') }), { columns, x })).rejects.toMatchObject({
      code: 'STEP_UNFITTABLE',
      message:
        "Step 'rare-levels' must read category columns, got 'area', a number column. Select other columns, or put the step before the one that changes them.",
    });
  });

  it.each([
    [{ minCount: 0 }, "Parameter 'minCount' of step 'rare-levels' must be at least 1, got 0."],
    [{ minShare: 1.5 }, "Parameter 'minShare' of step 'rare-levels' must be from 0 to 1, got 1.5."],
    [{ minShare: _ }, 'must be from 0 to 1, got NaN.'],
  ])('refuses %j', (options, message) => {
    expect(() => rareLevels(options)).toThrow(message);
  });
});
