import { everything, named, polynomial } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { numberColumn } from '../columns';
import { matrixOf } from '../matrices';
import { fitAndTransform, fitSelection, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const columns = [numberColumn('a'), numberColumn('b'), numberColumn('c')];
const x = matrixOf([
  [1, 2, 3],
  [_, 5, -1],
  [0.5, -4, 10],
]);
const later = matrixOf([
  [_, _, _],
  [3.4e38, -3.4e38, 0],
  [Number.POSITIVE_INFINITY, 0, 1],
]);

for (const options of [{}, { squares: false }, { interactions: false }]) {
  describeStep(
    `polynomial ${JSON.stringify(options)}`,
    () => polynomial({ columns: everything, ...options }),
    {
      columns,
      x,
      later,
      allMissing: 'missing',
    },
  );
}

describe('polynomial', () => {
  it.each([
    [{}, ['a^2', 'a*b', 'a*c', 'b^2', 'b*c', 'c^2'], [1, 2, 3, 4, 6, 9, _, _, _, 25, -5, 1]],
    [{ squares: false }, ['a*b', 'a*c', 'b*c'], [2, 3, 6, _, _, -5]],
    [{ interactions: false }, ['a^2', 'b^2', 'c^2'], [1, 4, 9, _, 25, 1]],
  ])('with %j', async (options, names, expected) => {
    const step = polynomial({ columns: everything, ...options });
    const fitted = await fitTransform(step, { columns, x });
    expect(fitted.outputs.map(({ name }) => name)).toEqual(names);
    expect(fitted.keepsInputs).toBe(true);
    expect(fitted.detail).toEqual({ squares: true, interactions: true, ...options });
    const made = await fitAndTransform(step, { columns, x });
    expectSameNumbers(made.data.subarray(0, expected.length), expected);
  });

  it('comes from both columns', async () => {
    const { outputs } = await fitTransform(polynomial({ columns: named('a', 'b') }), { columns, x });
    expect(outputs.map(({ features }) => features)).toEqual([['a'], ['a', 'b'], ['b']]);
  });

  it('makes nothing of one column without squares', async () => {
    const step = polynomial({ columns: named('b'), squares: false });
    expect(await fitSelection(step, { columns, x })).toEqual({ kept: [0] });
  });

  it('makes something', () => {
    expect(() => polynomial({ columns: everything, squares: false, interactions: false })).toThrow(
      "Step 'polynomial' must make squares, interactions or both, got neither.",
    );
  });
});
