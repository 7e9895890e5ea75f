import { type Matrix, takeRows } from '../../../src/contract';
import { RandomSource } from '../../../src/data';
import { formatOf, readModel } from '../../../src/onnx';
import {
  bins,
  type Column,
  countEncode,
  cyclic,
  dateParts,
  dropConstant,
  dropCorrelated,
  impute,
  named,
  ordinal,
  ordinalByTarget,
  polynomial,
  rareLevels,
  ratio,
  recursiveElimination,
  ridge,
  type Step,
  selectBest,
  selectFromModel,
  standardScale,
  targetEncode,
  winsorize,
  yearsSince,
  yeoJohnson,
} from '../../../src/training';
import { fitPipeline, type PipelineInput } from '../../../src/training/pipeline';
import { identityTarget } from '../../../src/training/target-transform';
import { runModel } from '../../support/run-model';
import { expectSameNumbers } from '../../support/same-numbers';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';

const columns: readonly Column[] = [
  numberColumn('area'),
  numberColumn('rooms'),
  numberColumn('built'),
  { name: 'sold', kind: 'date', features: ['sold'] },
  categoryColumn('roof', 'slate', 'tar', 'tin', 'zinc'),
  categoryColumn('wall', 'brick', 'wood'),
  categoryColumn('street', 'gravel', 'paved'),
  categoryColumn('condition', 'good', 'poor', 'fair'),
  numberColumn('floors'),
];

function houses(count: number): { x: Matrix; price: Float64Array } {
  const random = new RandomSource(count);
  const price = new Float64Array(count);
  const rows = Array.from({ length: count }, (_, row) => {
    const cells = [
      50 + 40 * random.normal() ** 2,
      1 + random.integer(6),
      1900 + random.integer(100),
      14_000 + random.integer(3000),
      random.integer(40) === 0 ? 3 : random.integer(3),
      random.integer(2),
      random.integer(2),
      random.integer(3),
      1,
    ];
    const [area, , built, sold, roof, , , condition] = cells;
    price[row] =
      area + (2010 - built) / -2 + 20 * roof + 10 * (condition % 2) + sold / 1000 + random.normal();
    return cells.map((cell, column) => (column < 8 && random.next() < 0.05 ? Number.NaN : cell));
  });
  return { x: matrixOf(rows), price };
}

const { x, price } = houses(300);
const steps: readonly Step[] = [
  yearsSince({ name: 'age', since: 'built', at: 'sold' }),
  dateParts({ parts: ['month', 'isWeekend'] }),
  cyclic({ columns: named('sold month'), period: 12 }),
  ratio({ name: 'areaPerRoom', of: 'area', by: 'rooms' }),
  rareLevels({ minCount: 20 }),
  targetEncode({ columns: named('roof') }),
  countEncode({ columns: named('wall') }),
  ordinalByTarget({ columns: named('street') }),
  ordinal({ order: { condition: ['poor', 'fair', 'good'] } }),
  winsorize({ columns: named('area', 'areaPerRoom') }),
  impute({ strategy: 'median', indicator: true }),
  yeoJohnson({ columns: named('area', 'areaPerRoom') }),
  polynomial({ columns: named('area', 'age') }),
  bins({ columns: named('rooms'), count: 3, output: 'one-hot' }),
  standardScale(),
  dropConstant(),
  dropCorrelated({ threshold: 0.98 }),
  selectBest({ share: 0.8 }),
  selectFromModel({ estimator: ridge(), threshold: 'median' }),
  recursiveElimination({ estimator: ridge(), count: 6 }),
];
const input = (): PipelineInput => ({
  x,
  columns,
  target: { values: price, classes: 0 },
  transform: identityTarget,
  random: new RandomSource(7),
});

describe('all steps in one pipeline', () => {
  it('predict what follows from the data', async () => {
    const pipeline = await fitPipeline(steps, ridge(), input());
    expect(pipeline.steps).toHaveLength(steps.length);
    expect(pipeline.columns).toHaveLength(6);
    const names = pipeline.columns.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['area', 'roof']));
    const { data } = await runModel(pipeline.toOnnx({}, ''), x);
    const mean = price.reduce((sum, value) => sum + value, 0) / price.length;
    const left = price.reduce((sum, value, row) => sum + (value - data[row]) ** 2, 0);
    const all = price.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(1 - left / all).toBeGreaterThan(0.7);
  });

  it('are the same bytes when fitted again', async () => {
    const bytes = async () => (await fitPipeline(steps, ridge(), input())).toOnnx({}, '');
    expect(Buffer.compare(await bytes(), await bytes())).toBe(0);
  });

  it('answer alike for rows alone and in batches, seen or not', async () => {
    const pipeline = await fitPipeline(steps, ridge(), input());
    const model = pipeline.toOnnx({}, '');
    expect(formatOf(readModel(model)).opsets).toEqual({ 'ai.onnx': 17 });
    const odd = matrixOf([
      new Array<number>(9).fill(Number.NaN),
      [1e9, 0, 3000, -200_000, -1, -1, -1, -1, 5],
      [-5, -1, 0, 0, 7, 7, 7, 7, 0],
      ...rowsOf(takeRows(x, [...new Array(97).keys()])),
    ]);
    const together = await runModel(model, odd);
    expect(together.data.every(Number.isFinite)).toBe(true);
    for (let row = 0; row < 8; row++) {
      const alone = await runModel(model, takeRows(odd, [row]));
      expectSameNumbers(alone.data, [together.data[row]], { tolerance: 1e-6 });
    }
    expect(await runModel(model, takeRows(odd, []))).toMatchObject({ rows: 0, columns: 1 });
  });
});
