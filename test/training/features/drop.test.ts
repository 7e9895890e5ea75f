import { drop, everything, named } from '../../../src/training';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf } from '../matrices';
import { fitSelection } from './fit-alone';
import { describeStep } from './step-suite';

const columns = [numberColumn('a'), categoryColumn('roof', 'slate'), numberColumn('b')];
const x = matrixOf([
  [1, 0, 2],
  [Number.NaN, Number.NaN, Number.NaN],
  [3, 0, 4],
]);

describeStep('drop', () => drop(named('roof', 'a')), { columns, x, later: x, allMissing: 'none' });

describe('drop', () => {
  it('keeps nothing of what it selects, and says what that was', async () => {
    expect(await fitSelection(drop(named('b', 'a')), { columns, x })).toEqual({
      kept: [],
      detail: { dropped: ['a', 'b'] },
    });
    expect(await fitSelection(drop(everything), { columns, x })).toMatchObject({ kept: [] });
  });
});
