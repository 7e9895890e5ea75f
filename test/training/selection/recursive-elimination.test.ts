import { boosting, type Estimator, recursiveElimination, ridge } from '../../../src/training';
import { numberColumn } from '../columns';
import { linearData } from '../estimators/linear-estimator-suite';
import { fitAlone, fitSelection } from '../features/fit-alone';
import { describeStep } from '../features/step-suite';
import { matrixOf, rowsOf } from '../matrices';

// Coefficients -0.9, 0.1, 1.1, -0.9, 0.1, 1.1.
const { x, y: target } = linearData(80, 6);
const columns = ['a', 'b', 'c', 'd', 'e', 'f'].map(numberColumn);
const data = { columns, x, target };

describeStep(
  'recursiveElimination with ridge',
  () => recursiveElimination({ estimator: ridge(), count: 3 }),
  {
    ...data,
    later: x,
    allMissing: 'none',
  },
);
describeStep(
  'recursiveElimination with boosting',
  () => recursiveElimination({ estimator: boosting({ trees: 3, subsample: 0.5 }), share: 0.5, step: 0.4 }),
  { ...data, later: x, allMissing: 'none' },
);

/** Ridge that notes on which columns it was fitted. */
function watched(): { estimator: Estimator; rounds: string[] } {
  const rounds: string[] = [];
  const inner = ridge();
  return {
    rounds,
    estimator: {
      ...inner,
      fit(input) {
        rounds.push(input.columns.map(({ name }) => name).join(''));
        return inner.fit(input);
      },
    },
  };
}

describe('recursiveElimination', () => {
  it('leaves out the column that matters least, again and again', async () => {
    const { estimator, rounds } = watched();
    const step = recursiveElimination({ estimator, count: 2 });
    const { kept, detail } = await fitSelection(step, data);
    expect(kept).toEqual([2, 5]);
    expect(rounds.map((names) => names.length)).toEqual([6, 5, 4, 3]);
    expect(detail).toMatchObject({
      estimator: 'ridge',
      count: 2,
      columns: {
        b: { kept: false, why: expect.stringMatching(/^mattered least in round [12] of 4$/) },
        c: { kept: true, why: 'is among the last' },
      },
    });
  });

  it('leaves out several at once, and no more than it should', async () => {
    const { estimator, rounds } = watched();
    const { kept } = await fitSelection(recursiveElimination({ estimator, count: 1, step: 0.34 }), data);
    expect(kept).toHaveLength(1);
    expect(rounds.map((names) => names.length)).toEqual([6, 4, 2]);
  });

  it('keeps one of two that repeat each other, where looking once would lose both', async () => {
    // Each of the two carries half of the coefficient of 1.1, which is less than the 0.9 of the others.
    const repeated = {
      ...data,
      x: matrixOf(rowsOf(x).map(([a, , c, d]) => [a, c, d, c])),
      columns: columns.slice(0, 4),
    };
    const { kept } = await fitSelection(recursiveElimination({ estimator: ridge(), count: 3 }), repeated);
    expect(kept).toEqual([0, 2, 3]);
  });

  it('keeps all when as many are wanted', async () => {
    const { estimator, rounds } = watched();
    const { kept } = await fitSelection(recursiveElimination({ estimator, count: 9 }), data);
    expect(kept).toEqual([0, 1, 2, 3, 4, 5]);
    expect(rounds).toEqual([]);
  });

  it('gives each round randomness of its own', async () => {
    const draws: number[] = [];
    const random: Estimator = {
      name: 'random',
      tasks: ['regression'],
      parameters: {},
      fit(input) {
        draws.push(input.random.next());
        return { emit: (_, value) => value, importances: new Float64Array(input.columns.length) };
      },
    };
    const { kept } = await fitSelection(recursiveElimination({ estimator: random, count: 3 }), data);
    expect(new Set(draws).size).toBe(3);
    // All matter alike: the first go first.
    expect(kept).toEqual([3, 4, 5]);
  });

  it('tells what its estimator cannot do', async () => {
    const holed = { ...data, x: matrixOf(rowsOf(x).map((row) => [Number.NaN, ...row.slice(1)])) };
    await expect(
      fitAlone(recursiveElimination({ estimator: ridge(), count: 1 }), holed),
    ).rejects.toMatchObject({
      code: 'ESTIMATOR_UNFITTABLE',
    });
  });

  it.each([
    [
      { count: 1.5 },
      "Parameter 'count' of step 'recursive-elimination' must be a whole number from 1, got 1.5.",
    ],
    [{ share: 0 }, "Parameter 'share' of step 'recursive-elimination' must be above 0 and at most 1, got 0."],
    [
      { count: 1, step: 1 },
      "Parameter 'step' of step 'recursive-elimination' must be above 0 and below 1, got 1.",
    ],
  ])('refuses %j', (options, message) => {
    const all = { estimator: ridge(), ...options } as Parameters<typeof recursiveElimination>[0];
    expect(() => recursiveElimination(all)).toThrow(message);
  });
});
