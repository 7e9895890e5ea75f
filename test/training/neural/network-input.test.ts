import type { Column } from '../../../src/training';
import { networkInput, planInput } from '../../../src/training/neural/network-input';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';

const columns: readonly Column[] = [
  categoryColumn('colour', 'red', 'green'),
  numberColumn('size'),
  categoryColumn('shape', 'round', 'square', 'flat'),
  numberColumn('same'),
];
const x = matrixOf([
  [0, 1, 2, 7],
  [1, 3, 0, 7],
  [Number.NaN, 5, -1, 7],
]);

describe('what a network reads', () => {
  const plan = planInput(x, columns);

  it('are numbers of mean 0 and deviation 1; constant ones stay near 0', async () => {
    const { numbers } = await networkInput(plan, x);
    const step = Math.sqrt(1.5);
    expectSameNumbers(numbers?.data ?? [], [-step, 0, 0, 0, step, 0], {
      tolerance: tolerances.operator,
      floor: 1,
    });
    const later = await networkInput(plan, matrixOf([[0, 3, 0, 9]]));
    expect(rowsOf(later.numbers ?? matrixOf([], 0))).toEqual([[0, 2]]);
  });

  it('are slots of categories, of unseen and of missing ones, each column with its own', async () => {
    const { slots } = await networkInput(plan, x);
    expect(plan.slots).toBe(9);
    expect(rowsOf(slots ?? matrixOf([], 0))).toEqual([
      [0, 6],
      [1, 4],
      [3, 7],
    ]);
  });

  it('takes a code past the vocabulary for an unseen one', async () => {
    const { slots } = await networkInput(plan, matrixOf([[2, 0, 99, 0]]));
    expect(rowsOf(slots ?? matrixOf([], 0))).toEqual([[2, 7]]);
  });

  it('leaves out what there is none of', async () => {
    const onlyNumbers = planInput(matrixOf([[1], [2]]), [numberColumn('size')]);
    expect(await networkInput(onlyNumbers, matrixOf([[1]]))).toMatchObject({ rows: 1, slots: undefined });
    const onlyCategories = planInput(matrixOf([[1], [0]]), [categoryColumn('colour', 'red', 'green')]);
    expect(await networkInput(onlyCategories, matrixOf([[1]]))).toMatchObject({ numbers: undefined });
  });
});
