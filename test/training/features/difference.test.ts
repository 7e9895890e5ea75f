import { difference } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { numberColumn } from '../columns';
import { matrixOf } from '../matrices';
import { fitAlone, fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const columns = [numberColumn('yearBuilt'), numberColumn('area'), numberColumn('yearSold')];
const x = matrixOf([
  [1990, 1, 2010],
  [_, 2, 2010],
  [2000, 3, _],
  [2010, 4, 2009.5],
]);
const later = matrixOf([
  [_, _, _],
  [Number.POSITIVE_INFINITY, 0, 1],
  [3.4e38, 0, -3.4e38],
]);
const age = () => difference({ name: 'age', of: 'yearSold', minus: 'yearBuilt' });

describeStep('difference', age, { columns, x, later, allMissing: 'missing' });
describeStep(
  'difference in the order of the columns',
  () => difference({ name: 'age', of: 'yearBuilt', minus: 'yearSold' }),
  {
    columns,
    x,
    later,
    allMissing: 'missing',
  },
);

describe('difference', () => {
  it('subtracts in the order it is told, missing where either is', async () => {
    expectSameNumbers((await fitAndTransform(age(), { columns, x })).data, [20, _, _, -0.5]);
  });

  it('comes from both columns and leaves them', async () => {
    const fitted = await fitTransform(age(), { columns, x });
    expect(fitted.outputs).toEqual([{ name: 'age', kind: 'number', features: ['yearSold', 'yearBuilt'] }]);
    expect(fitted.keepsInputs).toBe(true);
  });

  it('of a column and itself is 0', async () => {
    const step = difference({ name: 'nothing', of: 'area', minus: 'area' });
    expectSameNumbers((await fitAndTransform(step, { columns, x })).data, [0, 0, 0, 0]);
    expect((await fitTransform(step, { columns, x })).outputs[0].features).toEqual(['area']);
  });

  it('names columns that are there', async () => {
    const step = difference({ name: 'age', of: 'yearSold', minus: 'yearMade' });
    await expect(fitAlone(step, { columns, x })).rejects.toMatchObject({
      code: 'STEP_UNFITTABLE',
      message:
        "Step 'difference' must name columns that the steps before it leave, got 'yearMade'. There are: yearBuilt, area, yearSold.",
    });
  });
});
