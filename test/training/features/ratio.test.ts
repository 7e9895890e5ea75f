import { ratio } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { numberColumn } from '../columns';
import { matrixOf } from '../matrices';
import { fitAlone, fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const columns = [numberColumn('area'), numberColumn('year'), numberColumn('rooms')];
const x = matrixOf([
  [100, 1, 4],
  [_, 2, 5],
  [90, 3, _],
  [10, 4, -4],
]);
const later = matrixOf([
  [_, _, _],
  [5, 0, 0],
  [-5, 0, 0],
  [0, 0, 0],
  [3e38, 0, 0.1],
  [Number.POSITIVE_INFINITY, 0, 2],
  [1, 0, Number.POSITIVE_INFINITY],
]);
const perRoom = () => ratio({ name: 'areaPerRoom', of: 'area', by: 'rooms' });

describeStep('ratio', perRoom, { columns, x, later, allMissing: 'missing' });
describeStep('ratio in the order of the columns', () => ratio({ name: 'r', of: 'rooms', by: 'area' }), {
  columns,
  x,
  later,
  allMissing: 'missing',
});

describe('ratio', () => {
  it('divides in the order it is told, missing where either is', async () => {
    expectSameNumbers((await fitAndTransform(perRoom(), { columns, x })).data, [25, _, _, -2.5]);
  });

  it('is never infinite', async () => {
    const made = await fitAndTransform(perRoom(), { columns, x }, later);
    expectSameNumbers(made.data, [_, _, _, _, _, _, 0]);
  });

  it('comes from both columns and leaves them', async () => {
    const fitted = await fitTransform(perRoom(), { columns, x });
    expect(fitted.outputs).toEqual([{ name: 'areaPerRoom', kind: 'number', features: ['area', 'rooms'] }]);
    expect(fitted.keepsInputs).toBe(true);
    expect(fitted.detail).toEqual({ name: 'areaPerRoom', of: 'area', by: 'rooms' });
  });

  it('names columns that are there', async () => {
    await expect(fitAlone(ratio({ name: 'r', of: 'area', by: 'doors' }), { columns, x })).rejects.toThrow(
      "Step 'ratio' must name columns that the steps before it leave, got 'doors'.",
    );
  });
});
