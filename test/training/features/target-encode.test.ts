import { RandomSource } from '../../../src/data';
import { named, targetEncode } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
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
const x = matrixOf([
  [0, 1, 0],
  [1, 1, 0],
  [0, _, 1],
  [3, 1, 0],
  [_, 1, 1],
  [-1, 1, 1],
  [1, 1, 0],
  [0, 1, 1],
]);
const later = matrixOf([
  [_, _, _],
  [-1, 1, -1],
  [2, 1, 5],
  [0.5, 1, 1],
]);
const prices = { columns, x, target: [8, 2, 4, 2, 2, 100, 3, 5] };
const three = { columns, x, target: [0, 1, 2, 0, 1, 2, 1, 2], classes: 3 };
const close = { tolerance: tolerances.operator };

for (const smooth of ['auto', 0, 10] as const) {
  describeStep(`targetEncode of numbers, smooth ${smooth}`, () => targetEncode({ smooth }), {
    ...prices,
    later,
    allMissing: 'number',
  });
}
describeStep('targetEncode of two classes', () => targetEncode(), {
  columns,
  x,
  target: [0, 1, 1, 0, 0, 0, 1, 1],
  classes: 2,
  later,
  allMissing: 'number',
});
describeStep('targetEncode of three classes', () => targetEncode({ folds: 2 }), {
  ...three,
  later,
  allMissing: 'number',
});

describe('targetEncode', () => {
  it('is the mean target of the level without smoothing, and of all where it has no row', async () => {
    const mean = 126 / 8;
    const step = targetEncode({ smooth: 0, columns: named('roof') });
    const seen = await fitAndTransform(step, prices);
    const slate = 17 / 3;
    expectSameNumbers(seen.data, [slate, 2.5, slate, 2, 2, 100, 2.5, slate], close);
    const unseen = await fitAndTransform(step, prices, later);
    expectSameNumbers(unseen.data, [2, 100, mean, 100], close);
  });

  it('draws few rows to the mean of all', async () => {
    const mean = 126 / 8;
    const made = await fitAndTransform(targetEncode({ smooth: 4, columns: named('roof') }), prices);
    const zinc = (2 + 4 * mean) / 5;
    expectSameNumbers([made.data[3]], [zinc], close);
    const same = await fitAndTransform(targetEncode({ smooth: 'auto', columns: named('roof') }), {
      ...prices,
      target: [7, 7, 7, 7, 7, 7, 7, 7],
    });
    expectSameNumbers(same.data, new Float32Array(8).fill(7));
  });

  it('makes a column for each of three classes', async () => {
    const fitted = await fitTransform(targetEncode({ smooth: 0 }), three);
    expect(fitted.outputs.map(({ name, features }) => [name, ...features])).toEqual([
      ['roof class 0', 'roof'],
      ['roof class 1', 'roof'],
      ['roof class 2', 'roof'],
      ['wall class 0', 'wall'],
      ['wall class 1', 'wall'],
      ['wall class 2', 'wall'],
    ]);
    const made = rowsOf(await fitAndTransform(targetEncode({ smooth: 0 }), three));
    expectSameNumbers(made[0], [1 / 3, 0, 2 / 3, 1 / 2, 1 / 2, 0], close);
    for (const row of made) {
      expectSameNumbers([row[0] + row[1] + row[2], row[3] + row[4] + row[5]], [1, 1], close);
    }
  });

  it('never tells a training row its own target', async () => {
    const rows = 60;
    const random = new RandomSource(4);
    // Every row has a level of its own: the mean of the level is the row's target.
    const levels = Array.from({ length: rows }, (__, level) => `level ${level}`);
    const alone = {
      columns: [categoryColumn('id', ...levels)],
      x: matrixOf(levels.map((__, level) => [level])),
      target: levels.map(() => random.normal()),
    };
    const { trainingOutput, emit } = await fitTransform(targetEncode({ smooth: 0 }), alone);
    expect(emit).toBeDefined();
    const given = Array.from(trainingOutput?.data ?? []);
    // Each row gets the mean of the other folds: five numbers for five folds.
    expect(given).toHaveLength(rows);
    expect(new Set(given).size).toBe(5);
    expectSameNumbers((await fitAndTransform(targetEncode({ smooth: 0 }), alone)).data, alone.target, close);

    const changed = alone.target.map((value, row) => (row === 7 ? value + 1000 : value));
    const other = await fitTransform(targetEncode({ smooth: 0 }), { ...alone, target: changed });
    expect(other.trainingOutput?.data[7]).toBe(given[7]);
    expect(other.trainingOutput?.data).not.toEqual(trainingOutput?.data);
  });

  it('spreads each class evenly over the folds', async () => {
    // One row in four is of class 1; in folds dealt without regard to that, some would have none.
    const target = Array.from({ length: 40 }, (__, row) => (row % 4 === 0 ? 1 : 0));
    const data = {
      columns: [categoryColumn('all', 'one')],
      x: matrixOf(target.map(() => [0])),
      target,
      classes: 2,
    };
    const { trainingOutput } = await fitTransform(targetEncode({ smooth: 0 }), data);
    expectSameNumbers(trainingOutput?.data ?? [], new Float32Array(40).fill(0.25));
  });

  it('takes a class of one row, and fewer rows than folds', async () => {
    const few = {
      columns,
      x: matrixOf([
        [0, 1, 0],
        [1, 1, 1],
        [0, 1, 0],
      ]),
      target: [0, 1, 0],
      classes: 2,
    };
    const { trainingOutput } = await fitTransform(targetEncode({ folds: 10 }), few);
    expect(trainingOutput?.data.every(Number.isFinite)).toBe(true);
  });

  it('reads categories, and rows', async () => {
    await expect(fitAlone(targetEncode({ columns: named('area') }), prices)).rejects.toThrow(
      "Step 'target-encode' must read category columns, got 'area', a number column",
    );
    await expect(fitAlone(targetEncode(), { columns, x: matrixOf([], 3) })).rejects.toThrow(
      "Step 'target-encode' must see rows to learn means from, got none.",
    );
  });

  it.each([
    [
      { smooth: -1 },
      "Parameter 'smooth' of step 'target-encode' must be 'auto', or finite and at least 0, got -1.",
    ],
    [{ smooth: _ }, 'got NaN'],
    [{ folds: 1 }, "Parameter 'folds' of step 'target-encode' must be a whole number from 2, got 1."],
    [{ folds: 2.5 }, 'got 2.5'],
  ])('refuses %j', (options, message) => {
    expect(() => targetEncode(options)).toThrow(message);
  });
});
