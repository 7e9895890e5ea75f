import { named, ordinalByTarget } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf } from '../matrices';
import { fitAlone, fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const columns = [
  categoryColumn('roof', 'slate', 'tar', 'tin', 'zinc'),
  numberColumn('area'),
  categoryColumn('wall', 'brick', 'wood'),
];
// Mean target: slate 6, tar 2, zinc 2; brick 4, wood 3.
const x = matrixOf([
  [0, 1, 0],
  [1, 1, 0],
  [0, _, 1],
  [3, 1, 0],
  [_, 1, 1],
  [-1, 1, _],
]);
const target = [8, 2, 4, 2, 2, 100];
const later = matrixOf([
  [_, _, _],
  [-1, 1, -1],
  [2, 1, 5],
  [3, 1, 1],
]);
const data = { columns, x, target };

describeStep('ordinalByTarget', () => ordinalByTarget(), { ...data, later, allMissing: 'missing' });

describe('ordinalByTarget', () => {
  it('ranks levels by their mean target, the first of equals first', async () => {
    const made = await fitAndTransform(ordinalByTarget(), data);
    expectSameNumbers(made.data, [2, 1, 0, 1, 2, 0, 1, 1, _, 0, _, _]);
    const { outputs, detail } = await fitTransform(ordinalByTarget(), data);
    expect(outputs).toEqual([numberColumn('roof'), numberColumn('wall')]);
    expect(detail).toEqual({ ranked: { roof: 3, wall: 2 } });
  });

  it('makes missing what it has not seen', async () => {
    const made = await fitAndTransform(ordinalByTarget(), data, later);
    expectSameNumbers(made.data, [_, _, _, _, _, _, 1, 0]);
  });

  it('ranks by the share of the second of two classes', async () => {
    const two = { columns, x, target: [0, 1, 1, 0, 0, 0], classes: 2 };
    const made = await fitAndTransform(ordinalByTarget({ columns: named('roof') }), two);
    expectSameNumbers(made.data, [1, 2, 1, 0, _, _]);
  });

  it('has no order of three classes', async () => {
    const three = { columns, x, target: [0, 1, 2, 0, 1, 2], classes: 3 };
    await expect(fitAlone(ordinalByTarget(), three)).rejects.toMatchObject({
      code: 'STEP_UNFITTABLE',
      message:
        "Step 'ordinal-by-target' must see a number or two classes as target, got 3 classes. Use target-encode, which makes a column for each class.",
    });
  });

  it('reads categories', async () => {
    await expect(fitAlone(ordinalByTarget({ columns: named('area') }), data)).rejects.toThrow(
      "must read category columns, got 'area', a number column",
    );
  });
});
