import { operators } from '../../../src/onnx';
import { customStep, everything, named } from '../../../src/training';
import { columnValues } from '../../../src/training/column-statistics';
import { expectSameNumbers } from '../../support/same-numbers';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf } from '../matrices';
import { fitAlone, fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const columns = [numberColumn('a'), numberColumn('b')];
const x = matrixOf([
  [1, -2],
  [_, 5],
  [8, 3],
]);
const later = matrixOf([
  [_, _],
  [Number.POSITIVE_INFINITY, -3.4e38],
]);

/** Distance from the largest value seen. */
const fromTop = () =>
  customStep({
    name: 'from-top',
    columns: everything,
    fit: (input) => input.columns.map((__, index) => Math.max(...columnValues(input.x, index))),
    emit: (graph, value, tops) => operators.subtract(graph, operators.rowOf(graph, tops), value),
  });

/** Nothing to learn. */
const sizes = () =>
  customStep({
    name: 'sizes',
    columns: named('b'),
    outputs: ([column]) => [`${column.name} size`, `${column.name} sign`],
    keepsInputs: true,
    emit: (graph, value) =>
      operators.concatColumns(graph, [operators.absolute(graph, value), operators.sign(graph, value)]),
  });

describeStep('a custom step that learns', fromTop, { columns, x, later, allMissing: 'missing' });
describeStep('a custom step that learns nothing', sizes, { columns, x, later, allMissing: 'missing' });

describe('customStep', () => {
  it('emits what it learned', async () => {
    expectSameNumbers((await fitAndTransform(fromTop(), { columns, x })).data, [7, 7, _, 0, 0, 2]);
    const fitted = await fitTransform(fromTop(), { columns, x });
    expect(fitted).toMatchObject({ outputs: columns, keepsInputs: false, detail: [8, 5] });
  });

  it('names columns that come from those it reads', async () => {
    const fitted = await fitTransform(sizes(), { columns, x });
    expect(fitted.outputs).toEqual([
      { name: 'b size', kind: 'number', features: ['b'] },
      { name: 'b sign', kind: 'number', features: ['b'] },
    ]);
    expect(fitted.keepsInputs).toBe(true);
    expect(fitted).not.toHaveProperty('detail');
  });

  it('may make columns of any kind, learned ones among them', async () => {
    const step = customStep({
      name: 'signs',
      columns: named('b'),
      fit: async () => Promise.resolve(['minus', 'plus']),
      outputs: ([column], levels) => [{ ...categoryColumn('sign', ...levels), features: column.features }],
      emit: (graph, value) =>
        operators.cast(graph, operators.greater(graph, value, operators.scalar(graph, 0)), 'float'),
    });
    const { outputs } = await fitTransform(step, { columns, x });
    expect(outputs).toEqual([{ ...categoryColumn('sign', 'minus', 'plus'), features: ['b'] }]);
    expectSameNumbers((await fitAndTransform(step, { columns, x })).data, [0, 1, 1]);
  });

  it.each([
    [
      'too many columns',
      sizes,
      { outputs: () => ['size'] },
      'must emit float[N, 1], a column for each output, got float[N, 2]. Name as many outputs as it makes',
    ],
    [
      'another type',
      fromTop,
      { emit: operators.isMissing },
      'must emit float[N, 2], a column for each output, got bool[N, 2]',
    ],
    [
      'other rows',
      fromTop,
      { emit: (graph: Parameters<typeof operators.scalar>[0]) => operators.rowOf(graph, [1, 2]) },
      'must emit float[N, 2], a column for each output, got float[1, 2]',
    ],
  ])('cannot emit %s', async (__, _make, wrong, message) => {
    const right = {
      name: 'wrong',
      columns: everything,
      emit: (graph: Parameters<typeof operators.sign>[0], value: Parameters<typeof operators.sign>[1]) =>
        operators.sign(graph, value),
    };
    await expect(fitAlone(customStep({ ...right, ...wrong }), { columns, x })).rejects.toMatchObject({
      code: 'STEP_UNFITTABLE',
      message: expect.stringContaining(`Step 'wrong' ${message}`),
    });
  });
});
