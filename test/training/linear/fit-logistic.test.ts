import { RandomSource } from '../../../src/data';
import {
  centreClasses,
  lowerMedian,
  meanOf,
  nearestMedian,
} from '../../../src/training/linear/centre-classes';
import { ClassScores } from '../../../src/training/linear/class-scores';
import { fitLogistic } from '../../../src/training/linear/fit-logistic';
import { matrixOf } from '../matrices';

const rules = { penalty: { l1: 0, l2: 0 }, tolerance: 1e-12, maxIterations: 100 };

describe('logistic regression', () => {
  it('learns probabilities in place of classes', () => {
    const random = new RandomSource(3);
    const x = Array.from({ length: 200 }, () => [Math.fround(random.normal())]);
    const truth = Float64Array.from(x, ([value]) => 1 / (1 + Math.exp(-(2 * value - 1))));
    const { coefficients, intercepts, converged } = fitLogistic(matrixOf(x), truth, 2, rules);
    expect(converged).toBe(true);
    expect(coefficients[0][0]).toBeCloseTo(2, 6);
    expect(intercepts[0]).toBeCloseTo(-1, 6);
  });

  it('without columns that say something answers with the shares of the classes', () => {
    const x = matrixOf(Array.from({ length: 12 }, () => [5]));
    const truth = Float64Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2);
    const { intercepts, coefficients } = fitLogistic(x, truth, 3, rules);
    expect(coefficients.every(([coefficient]) => coefficient === 0)).toBe(true);
    expect(intercepts[0] - intercepts[2]).toBeCloseTo(Math.log(3), 9);
    expect(intercepts[1] - intercepts[2]).toBeCloseTo(Math.log(2), 9);
  });

  it('halves steps that lead too far', () => {
    // All rows but one are far out on their side: Newton's first steps overshoot.
    const x = [...Array.from({ length: 50 }, (_, row) => [row < 25 ? -30 : 30]), [-1000]];
    const truth = Float64Array.from(x, ([value]) => (value === 30 || value === -1000 ? 1 : 0));
    const { converged, coefficients, intercepts } = fitLogistic(matrixOf(x), truth, 2, {
      ...rules,
      penalty: { l1: 0, l2: 1e-6 },
    });
    expect(converged).toBe(true);
    expect([...coefficients[0], ...intercepts].every(Number.isFinite)).toBe(true);
  });

  it('tells how far it is', () => {
    const fractions: number[] = [];
    const x = matrixOf([[0], [1], [2], [3]]);
    fitLogistic(x, Float64Array.of(0, 1, 0, 1), 2, rules, (fraction) => fractions.push(fraction));
    expect(fractions.length).toBeGreaterThan(1);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });
});

describe('scores of classes', () => {
  it.each([1, 3])('stay finite far out, %d outputs', (outputs) => {
    const truth = Float64Array.of(0, 1);
    const scores = new ClassScores(truth, outputs);
    for (const size of [1, 800, 1e5]) {
      scores.values.fill(size);
      scores.values[0] = -size;
      expect(Number.isFinite(scores.loss())).toBe(true);
      for (let output = 0; output < outputs; output++) {
        for (const row of [0, 1]) {
          const probability = scores.probability(row, output);
          expect(probability).toBeGreaterThanOrEqual(0);
          expect(probability).toBeLessThanOrEqual(1);
        }
      }
    }
  });
});

describe('the classes of a multinomial model', () => {
  function centred(columns: readonly (readonly number[])[], shiftOf: (values: readonly number[]) => number) {
    // Class 1 has no rows.
    const coefficients = Array.from({ length: 5 }, (_, k) => Float64Array.from(columns, (own) => own[k]));
    const intercepts = Float64Array.of(1, -50, 2, 3, 6);
    centreClasses([0, 2, 3, 4], coefficients, intercepts, shiftOf);
    return { columns: columns.map((_, column) => coefficients.map((own) => own[column])), intercepts };
  }

  it('are shifted to a mean of 0, but for those without rows', () => {
    const { columns, intercepts } = centred([[1, 9, 2, 3, 6]], meanOf);
    expect(columns).toEqual([[-2, 9, -1, 0, 3]]);
    expect([...intercepts]).toEqual([-2, -50, -1, 0, 3]);
  });

  it('are shifted as little as a median allows, or to the lower one', () => {
    const own = [
      [1, 9, 2, 3, 6],
      [-1, 9, -2, 3, 6],
      [-6, 9, -2, -1, 0],
    ];
    expect(centred(own, nearestMedian).columns).toEqual([
      [-1, 9, 0, 1, 4],
      [-1, 9, -2, 3, 6],
      [-5, 9, -1, 0, 1],
    ]);
    expect(centred(own, lowerMedian).columns).toEqual([
      [-1, 9, 0, 1, 4],
      [0, 9, -1, 4, 7],
      [-4, 9, 0, 1, 2],
    ]);
  });
});
