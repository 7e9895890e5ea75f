import { countEncode, named } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf } from '../matrices';
import { fitAlone, fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const columns = [
  categoryColumn('roof', 'slate', 'tar', 'tin'),
  numberColumn('area'),
  categoryColumn('wall', 'brick', 'wood'),
];
const x = matrixOf([
  [0, 1, 0],
  [0, 1, 0],
  [1, _, 1],
  [_, 1, 0],
  [-1, 1, 0],
]);
const later = matrixOf([
  [_, _, _],
  [-1, 1, -1],
  [2, 1, 2],
  [0.5, 1, 1],
]);

for (const as of ['count', 'share'] as const) {
  describeStep(`countEncode as ${as}`, () => countEncode({ as }), {
    columns,
    x,
    later,
    allMissing: 'number',
  });
}

describe('countEncode', () => {
  it('counts rows by level, missing and unseen ones too', async () => {
    const made = await fitAndTransform(countEncode(), { columns, x });
    expectSameNumbers(made.data, [2, 4, 2, 4, 1, 1, 1, 4, 1, 4]);
  });

  it('is 0 for what it has not seen', async () => {
    const made = await fitAndTransform(countEncode(), { columns, x }, later);
    expectSameNumbers(made.data, [1, 0, 1, 0, 0, 0, 1, 1]);
  });

  it('divides by the number of rows when asked', async () => {
    const step = countEncode({ as: 'share', columns: named('roof') });
    const made = await fitAndTransform(step, { columns, x });
    expectSameNumbers(made.data, [0.4, 0.4, 0.2, 0.2, 0.2].map(Math.fround));
    expect((await fitTransform(step, { columns, x })).detail).toEqual({ as: 'share', rows: 5 });
  });

  it('is 0 of no rows', async () => {
    const none = { columns, x: matrixOf([], 3) };
    expectSameNumbers(
      (await fitAndTransform(countEncode({ as: 'share' }), none, later)).data,
      new Float32Array(8),
    );
  });

  it('reads categories', async () => {
    await expect(fitAlone(countEncode({ columns: named('area') }), { columns, x })).rejects.toThrow(
      "Step 'count-encode' must read category columns, got 'area', a number column",
    );
  });
});
