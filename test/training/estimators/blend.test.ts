import { RandomSource } from '../../../src/data';
import { blend, boosting, logistic, randomForest, ridge } from '../../../src/training';
import type { Estimator } from '../../../src/training/estimator';
import { runTransform } from '../../../src/training/run-graph';
import { describeEstimator } from './describe-estimator';

describeEstimator(
  'blend',
  () => blend([{ estimator: ridge(), weight: 2 }, { estimator: ridge({ alpha: 10 }) }]),
  {
    speaker: 'ridge',
  },
);
describeEstimator(
  'blend of trees',
  () =>
    blend([
      { estimator: boosting({ trees: 20, minLeafRows: 3 }) },
      { estimator: randomForest({ trees: 20 }) },
    ]),
  { missingAllowed: true, speaker: 'boosting' },
);

const random = new RandomSource(8);
const x = { data: Float32Array.from({ length: 200 * 3 }, () => random.normal()), rows: 200, columns: 3 };
const columns = ['a', 'b', 'c'].map((name) => ({ name, kind: 'number' as const, features: [name] }));
const numbers = Float64Array.from({ length: 200 }, (_, row) => x.data[3 * row] * 2 + random.normal());
const classes = numbers.map((value) => (value > 0 ? 1 : 0));

async function fitted(estimator: Estimator, task: 'regression' | 'classification') {
  const target = task === 'regression' ? { values: numbers, classes: 0 } : { values: classes, classes: 2 };
  const result = await estimator.fit({ x, columns, target, random: new RandomSource(1), progress: () => {} });
  const { data } = await runTransform((graph, value) => result.emit(graph, value), x);
  return { ...result, data };
}

describe('blend', () => {
  // Members without random choices answer alone as they do in a blend.
  const trees = boosting({ trees: 20 });

  it.each([
    ['regression', ridge()],
    ['classification', logistic()],
  ] as const)('averages by weight: %s', async (task, other) => {
    const [first, second, both] = await Promise.all([
      fitted(trees, task),
      fitted(other, task),
      fitted(blend([{ estimator: trees, weight: 3 }, { estimator: other }]), task),
    ]);
    for (const [at, value] of both.data.entries()) {
      expect(value).toBeCloseTo((3 * first.data[at] + second.data[at]) / 4, 4);
    }
  });

  it('tells what matters to its members', async () => {
    const { importances } = await fitted(blend([{ estimator: trees }, { estimator: ridge() }]), 'regression');
    expect(importances?.length).toBe(3);
    expect(importances?.indexOf(Math.max(...importances))).toBe(0);
  });

  it('refuses members that do not go together', () => {
    expect(() => blend([{ estimator: ridge() }])).toThrow(/two at least/);
    expect(() => blend([{ estimator: ridge() }, { estimator: trees, weight: 0 }])).toThrow(/weights 1, 0/);
    expect(() => blend([{ estimator: ridge() }, { estimator: logistic() }])).toThrow(/have a task in common/);
  });
});
