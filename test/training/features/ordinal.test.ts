import { named, ordinal } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf } from '../matrices';
import { fitAlone, fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const columns = [
  categoryColumn('condition', 'Good', 'Poor', 'Fair'),
  numberColumn('area'),
  categoryColumn('slope', 'Sev', 'Gtl'),
];
const order = { condition: ['Poor', 'Fair', 'Good'], slope: ['Gtl', 'Sev'] };
const x = matrixOf([
  [0, 1, 0],
  [1, 2, 1],
  [2, 3, _],
]);
const later = matrixOf([
  [_, _, _],
  [-1, 1, 2],
  [0.5, 1, Number.POSITIVE_INFINITY],
]);

describeStep('ordinal', () => ordinal({ order }), { columns, x, later, allMissing: 'missing' });

describe('ordinal', () => {
  it('numbers levels in the order given', async () => {
    expectSameNumbers((await fitAndTransform(ordinal({ order }), { columns, x })).data, [2, 1, 0, 0, 1, _]);
  });

  it('makes missing what is not in the vocabulary', async () => {
    const made = await fitAndTransform(ordinal({ order }), { columns, x }, later);
    expectSameNumbers(made.data, [_, _, _, _, _, _]);
  });

  it('makes numbers, and tells the order', async () => {
    const { outputs, detail } = await fitTransform(ordinal({ order, columns: named('slope') }), {
      columns,
      x,
    });
    expect(outputs).toEqual([numberColumn('slope')]);
    expect(detail).toEqual({ order: { slope: ['Gtl', 'Sev'] } });
  });

  it.each([
    [
      { order: { slope: ['Gtl', 'Sev'] }, columns: named('condition') },
      "Step 'ordinal' on column 'condition' must have an order, got orders of slope. Add its order, or select the columns that have one.",
    ],
    [
      { order: { condition: ['Poor', 'Fair', 'Good', 'Best', 'Poor'] } },
      "Step 'ordinal' on column 'condition' must order the levels of the vocabulary, each once, got Best, Poor. There are: Good, Poor, Fair.",
    ],
    [
      { order: { condition: ['Fair'] } },
      "Step 'ordinal' on column 'condition' must order every level of the vocabulary, got none for Good, Poor. Put them where they belong in its order.",
    ],
    [{ order: { area: [] } }, "Step 'ordinal' must read category columns, got 'area', a number column."],
    [{ order: { roof: [] } }, "Step 'ordinal' must name columns that the steps before it leave, got 'roof'."],
    [
      { order: {}, columns: named('condition') },
      "Step 'ordinal' on column 'condition' must have an order, got orders of none.",
    ],
  ])('cannot use %j', async (options, message) => {
    await expect(fitAlone(ordinal(options), { columns, x })).rejects.toMatchObject({
      code: 'STEP_UNFITTABLE',
      message: expect.stringContaining(message),
    });
  });
});
