import { RandomSource } from '../../../src/data';
import { everything, named, selectBest } from '../../../src/training';
import { categoryColumn, numberColumn } from '../columns';
import { fitAlone, fitSelection } from '../features/fit-alone';
import { describeStep } from '../features/step-suite';
import { matrixOf } from '../matrices';

const _ = Number.NaN;
const random = new RandomSource(8);
const columns = [
  numberColumn('noise'),
  numberColumn('line'),
  numberColumn('bowl'),
  numberColumn('constant'),
  categoryColumn('roof', 'slate', 'tin', 'zinc'),
];
// The target follows line closely, roof less so, and bowl by its square; the F-test does not see bowl.
const rows = Array.from({ length: 300 }, () => {
  const [noise, line, bowl, roof] = [random.normal(), random.normal(), random.normal(), random.integer(3)];
  return { row: [noise, line, bowl, 7, roof], target: 3 * line + 2 * bowl ** 2 + 3 * roof };
});
const x = matrixOf(rows.map(({ row }) => row));
const target = rows.map((entry) => entry.target);
const data = { columns, x, target };
const numbers = named('noise', 'line', 'bowl', 'constant');
const later = matrixOf([[_, _, _, _, _]]);

describeStep('selectBest by F-test', () => selectBest({ count: 2, columns: numbers }), {
  ...data,
  later,
  allMissing: 'none',
});
describeStep(
  'selectBest by mutual information',
  () => selectBest({ share: 0.5, score: 'mutual-information' }),
  {
    ...data,
    later,
    allMissing: 'none',
  },
);

describe('selectBest', () => {
  const keptBy = async (
    options: Parameters<typeof selectBest>[0],
    from: Parameters<typeof fitSelection>[1] = data,
  ) => {
    const step = selectBest(options);
    const names = step.columns(columns, step.name).map((position) => columns[position].name);
    return (await fitSelection(step, from)).kept.map((index) => names[index]);
  };

  it('keeps the best by F-test', async () => {
    expect(await keptBy({ count: 1, columns: numbers })).toEqual(['line']);
    const { detail } = await fitSelection(selectBest({ count: 1, columns: numbers }), data);
    expect(detail).toEqual({
      count: 1,
      score: 'f-test',
      columns: {
        noise: {
          kept: false,
          why: expect.stringMatching(/^is number [23] of 4 by f-test$/),
          score: expect.any(Number),
        },
        line: { kept: true, why: 'is number 1 of 4 by f-test', score: expect.any(Number) },
        bowl: {
          kept: false,
          why: expect.stringMatching(/^is number [23] of 4 by f-test$/),
          score: expect.any(Number),
        },
        constant: { kept: false, why: 'is number 4 of 4 by f-test', score: 0 },
      },
    });
  });

  it('sees any kind of dependence by mutual information, categories too', async () => {
    expect(await keptBy({ count: 3, score: 'mutual-information' })).toEqual(['line', 'bowl', 'roof']);
  });

  it('keeps a share, one at least and all at most', async () => {
    const score = 'mutual-information';
    expect(await keptBy({ share: 0.79, score })).toEqual(['line', 'bowl', 'roof']);
    expect(await keptBy({ share: 0.01, score })).toHaveLength(1);
    expect(await keptBy({ count: 99, score })).toHaveLength(5);
    expect(await keptBy({ share: 1, score })).toHaveLength(5);
  });

  it('keeps the first of equals', async () => {
    const twice = {
      columns: [numberColumn('noise'), numberColumn('line')],
      x: matrixOf([
        [1, 1],
        [2, 2],
        [4, 4],
      ]),
      target: [1, 2, 3],
    };
    expect((await fitSelection(selectBest({ count: 1 }), twice)).kept).toEqual([0]);
  });

  it('compares the means of classes', async () => {
    const classes = {
      columns,
      x,
      target: target.map((value) => (value > 8 ? 2 : value > 4 ? 1 : 0)),
      classes: 3,
    };
    expect(await keptBy({ count: 1, columns: numbers }, classes)).toEqual(['line']);
    expect(await keptBy({ count: 4, score: 'mutual-information' }, classes)).not.toContain('constant');
  });

  it('tells of a perfect column what a manifest can hold', async () => {
    const perfect = { columns: [numberColumn('a')], x: matrixOf([[1], [2], [3], [4]]), target: [1, 2, 3, 4] };
    const { detail } = await fitSelection(selectBest({ count: 1 }), perfect);
    expect(JSON.parse(JSON.stringify(detail))).toEqual(detail);
    const parted = { ...perfect, x: matrixOf([[1], [1], [3], [3]]), target: [0, 0, 1, 1], classes: 2 };
    const { detail: other } = await fitSelection(selectBest({ count: 1 }), parted);
    expect(other).toMatchObject({ columns: { a: { score: Number.MAX_VALUE } } });
  });

  it('sees no missing values or categories in an F-test', async () => {
    const holed = {
      columns: columns.slice(0, 3),
      x: matrixOf([
        [1, _, 3],
        [2, 1, _],
      ]),
      target: [1, 2],
    };
    await expect(fitAlone(selectBest({ count: 1 }), holed)).rejects.toMatchObject({
      code: 'STEP_UNFITTABLE',
      message:
        "Step 'select-best' by f-test must see no missing or infinite values, got some in line, bowl. Put an impute step before it, or use mutual information.",
    });
    await expect(fitAlone(selectBest({ count: 1, columns: everything }), data)).rejects.toMatchObject({
      code: 'STEP_UNFITTABLE',
      message:
        "Step 'select-best' by f-test must see numbers rather than categories, got some in roof. Encode them before it, or use mutual information.",
    });
  });

  it('takes missing values as a value of their own in mutual information', async () => {
    const values = target.map((value, row) => [row % 2 === 0 ? 1 : 5, value > 5 ? _ : 3]);
    const holed = { columns: [numberColumn('noise'), numberColumn('line')], x: matrixOf(values), target };
    expect((await fitSelection(selectBest({ count: 1, score: 'mutual-information' }), holed)).kept).toEqual([
      1,
    ]);
  });

  it.each([
    [{ count: 0 }, "Parameter 'count' of step 'select-best' must be a whole number from 1, got 0."],
    [{ share: 1.1 }, "Parameter 'share' of step 'select-best' must be above 0 and at most 1, got 1.1."],
    [{ count: 2, bins: 1 }, "Parameter 'bins' of step 'select-best' must be a whole number from 2, got 1."],
    [{}, "The parameters of step 'select-best' must have a count or a share, got neither."],
    [{ count: 1, share: 1 }, "The parameters of step 'select-best' must have a count or a share, got both."],
  ])('refuses %j', (options, message) => {
    expect(() => selectBest(options as Parameters<typeof selectBest>[0])).toThrow(message);
  });
});
