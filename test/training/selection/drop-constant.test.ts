import { dropConstant, named } from '../../../src/training';
import { categoryColumn, numberColumn } from '../columns';
import { fitSelection } from '../features/fit-alone';
import { describeStep } from '../features/step-suite';
import { matrixOf } from '../matrices';

const _ = Number.NaN;
const columns = [
  numberColumn('varied'),
  numberColumn('constant'),
  categoryColumn('roof', 'slate', 'tin'),
  numberColumn('holed'),
  numberColumn('empty'),
];
const x = matrixOf([
  [1, 7, 0, 7, _],
  [2, 7, 0, _, _],
  [3, 7, 0, 7, _],
  [4, 7, 1, 7, _],
  [5, 7, 0, 7, _],
]);
const withComplete = {
  columns: columns.slice(0, 4),
  x: matrixOf([
    [1, 7, 0, 7],
    [2, 7, 0, _],
    [3, 7, 1, 8],
  ]),
};

describeStep('dropConstant', () => dropConstant(), {
  ...withComplete,
  later: withComplete.x,
  allMissing: 'none',
});
describeStep('dropConstant of nearly constant ones', () => dropConstant({ share: 0.6 }), {
  ...withComplete,
  later: withComplete.x,
  allMissing: 'none',
});

describe('dropConstant', () => {
  it('keeps what has two values, missing being one', async () => {
    const { kept, detail } = await fitSelection(dropConstant(), { columns, x });
    expect(kept).toEqual([0, 2, 3]);
    const fewer = 'its most frequent value has fewer rows';
    expect(detail).toEqual({
      share: 1,
      columns: {
        varied: { kept: true, why: fewer, score: 0.2 },
        constant: { kept: false, why: 'is constant', score: 1 },
        roof: { kept: true, why: fewer, score: 0.8 },
        holed: { kept: true, why: fewer, score: 0.8 },
        empty: { kept: false, why: 'is constant', score: 1 },
      },
    });
  });

  it('drops nearly constant columns from the share on', async () => {
    const keptBy = async (share: number) =>
      (await fitSelection(dropConstant({ share }), { columns, x })).kept;
    expect(await keptBy(0.81)).toEqual([0, 2, 3]);
    expect(await keptBy(0.8)).toEqual([0]);
    expect(await keptBy(0.2)).toEqual([]);
    const { detail } = await fitSelection(dropConstant({ share: 0.8 }), { columns, x });
    expect(detail).toMatchObject({
      columns: { roof: { kept: false, why: 'is nearly constant', score: 0.8 } },
    });
  });

  it('takes both zeros for one value', async () => {
    const zeros = { columns: [numberColumn('a')], x: matrixOf([[0], [-0]]) };
    expect((await fitSelection(dropConstant(), zeros)).kept).toEqual([]);
  });

  it('looks at the columns that it is told to, and keeps those of no rows', async () => {
    expect((await fitSelection(dropConstant({ columns: named('constant') }), { columns, x })).kept).toEqual(
      [],
    );
    const none = { columns, x: matrixOf([], 5) };
    expect((await fitSelection(dropConstant(), none)).kept).toEqual([0, 1, 2, 3, 4]);
  });

  it.each([0, -1, 1.1, _])('refuses a share of %d', (share) => {
    expect(() => dropConstant({ share })).toThrow(
      `Parameter 'share' of step 'drop-constant' must be above 0 and at most 1, got ${share}.`,
    );
  });
});
