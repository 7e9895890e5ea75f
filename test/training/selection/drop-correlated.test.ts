import { dropCorrelated, everything } from '../../../src/training';
import { categoryColumn, numberColumn } from '../columns';
import { fitSelection } from '../features/fit-alone';
import { describeStep } from '../features/step-suite';
import { matrixOf } from '../matrices';

const _ = Number.NaN;
const columns = [
  numberColumn('metres'),
  categoryColumn('roof', 'slate', 'tin'),
  numberColumn('feet'),
  numberColumn('other'),
  numberColumn('minusFeet'),
];
// Feet are metres measured with an error, and minusFeet with another.
const x = matrixOf([
  [1, 1, 3.3, 5, -3.4],
  [2, 1, 6.5, 1, -6.5],
  [3, 0, 9.9, 4, -9.7],
  [4, _, 13, 2, _],
  [5, 0, 16.5, 3, -16.5],
]);
const target = [3.3, 6.5, 9.9, 13, 16.5];
const data = { columns, x, target };

for (const prefer of ['first', 'target'] as const) {
  describeStep(`dropCorrelated, ${prefer} preferred`, () => dropCorrelated({ prefer }), {
    ...data,
    later: x,
    allMissing: 'none',
  });
}

describe('dropCorrelated', () => {
  const keptBy = async (
    options: Parameters<typeof dropCorrelated>[0],
    from: typeof data & { classes?: number } = data,
  ) => {
    const step = dropCorrelated(options);
    const names = step.columns(from.columns, step.name).map((position) => from.columns[position].name);
    return (await fitSelection(step, from)).kept.map((index) => names[index]);
  };

  it('keeps the first of those alike, whichever way they go', async () => {
    expect(await keptBy({})).toEqual(['metres', 'other']);
    const { detail } = await fitSelection(dropCorrelated(), data);
    expect(detail).toEqual({
      threshold: 0.95,
      prefer: 'first',
      columns: {
        metres: { kept: true, why: 'is correlated less with those kept before it', score: 0 },
        feet: { kept: false, why: 'is correlated with metres', score: expect.closeTo(0.9997, 3) },
        other: {
          kept: true,
          why: 'is correlated less with those kept before it',
          score: expect.closeTo(0.3, 5),
        },
        minusFeet: { kept: false, why: 'is correlated with metres', score: expect.closeTo(0.9999, 3) },
      },
    });
  });

  it('keeps the one that has more to do with the target', async () => {
    expect(await keptBy({ prefer: 'target' })).toEqual(['feet', 'other']);
    const classes = { ...data, target: [0, 0, 0, 1, 1], classes: 2 };
    const { detail } = await fitSelection(dropCorrelated({ prefer: 'target' }), classes);
    expect(detail).toMatchObject({ prefer: 'target' });
  });

  it('takes any threshold', async () => {
    expect(await keptBy({ threshold: 1 })).toEqual(['metres', 'feet', 'other', 'minusFeet']);
    expect(await keptBy({ threshold: 0 })).toEqual(['metres']);
    expect(await keptBy({ threshold: 0.9999 })).toEqual(['metres', 'feet', 'other', 'minusFeet']);
  });

  it('leaves categories alone unless asked', async () => {
    expect(await keptBy({ columns: everything, threshold: 0.9 })).toEqual(['metres', 'roof', 'other']);
  });

  it('keeps constant columns, which are like no other', async () => {
    const flat = {
      columns: [numberColumn('a'), numberColumn('b')],
      x: matrixOf([
        [1, 1],
        [1, 1],
      ]),
      target: [1, 2],
    };
    expect(await keptBy({}, flat)).toEqual(['a', 'b']);
  });

  it.each([-0.1, 1.1, _])('refuses a threshold of %d', (threshold) => {
    expect(() => dropCorrelated({ threshold })).toThrow(
      `Parameter 'threshold' of step 'drop-correlated' must be from 0 to 1, got ${threshold}.`,
    );
  });
});
