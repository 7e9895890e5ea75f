import { coordinateDescent, type Penalty } from '../../../src/training/linear/coordinate-descent';
import { normalEquations } from '../../../src/training/linear/normal-equations';
import { expectSameNumbers } from '../../support/same-numbers';
import { linearData } from '../estimators/linear-estimator-suite';

const strict = { tolerance: 1e-13, maxSweeps: 100_000 };

function equationsOf(rows: number, columns: number, options: Parameters<typeof linearData>[2] = {}) {
  const { x, y } = linearData(rows, columns, options);
  return normalEquations(x, Float64Array.from(y));
}

describe('coordinateDescent', () => {
  it.each<[string, Penalty, ReturnType<typeof equationsOf>]>([
    ['a lasso', { l1: 5, l2: 0 }, equationsOf(60, 6)],
    ['an elastic net', { l1: 5, l2: 20 }, equationsOf(60, 6)],
    ['an elastic net of many columns', { l1: 1, l2: 1 }, equationsOf(20, 50)],
    ['an elastic net of columns far apart', { l1: 2, l2: 0.5 }, equationsOf(80, 6, { scales: [0, 3, 6] })],
  ])('finds where no step improves %s', (_, penalty, equations) => {
    const { coefficients, converged } = coordinateDescent(equations, penalty, strict);
    expect(converged).toBe(true);
    const { gram, correlation, columns } = equations;
    for (const [column, coefficient] of coefficients.entries()) {
      const slope = coefficients.reduce(
        (left, other, at) => left - gram[column * columns + at] * other,
        correlation[column] - penalty.l2 * coefficient,
      );
      const limit = penalty.l1 * 1.0001;
      if (coefficient === 0) expect(Math.abs(slope)).toBeLessThan(limit);
      else expect(slope / (penalty.l1 * Math.sign(coefficient))).toBeCloseTo(1, 3);
    }
  });

  it('shrinks a single column in closed form', () => {
    const equations = equationsOf(50, 1);
    const [curvature, correlation] = [equations.gram[0], equations.correlation[0]];
    const { coefficients } = coordinateDescent(equations, { l1: 3, l2: 2 }, strict);
    const expected = (Math.sign(correlation) * (Math.abs(correlation) - 3)) / (curvature + 2);
    expectSameNumbers(coefficients, [expected], { tolerance: 1e-12 });
  });

  it('is done at once where the weight leaves nothing, and says so', () => {
    const equations = equationsOf(50, 4);
    const l1 = Math.max(...equations.correlation.map(Math.abs));
    const result = coordinateDescent(equations, { l1, l2: 0 }, strict);
    expect(result).toEqual({ coefficients: new Float64Array(4), sweeps: 1, converged: true });
  });

  it('stops after the sweeps it is given, also between two looks at all columns', () => {
    const equations = equationsOf(40, 30);
    for (const maxSweeps of [1, 2, 3, 4]) {
      const result = coordinateDescent(equations, { l1: 0.01, l2: 0 }, { tolerance: 1e-15, maxSweeps });
      expect(result).toMatchObject({ sweeps: maxSweeps, converged: false });
    }
  });

  it('promises what its tolerance says', () => {
    const equations = equationsOf(60, 30);
    const penalty = { l1: 2, l2: 0 };
    const objective = (coefficients: Float64Array) =>
      coefficients.reduce((sum, own, i) => {
        const curve = coefficients.reduce((inner, other, j) => inner + equations.gram[i * 30 + j] * other, 0);
        return sum + own * (curve / 2 - equations.correlation[i]) + penalty.l1 * Math.abs(own);
      }, equations.targetSquares / 2);
    const best = objective(coordinateDescent(equations, penalty, strict).coefficients);
    for (const tolerance of [1e-2, 1e-4, 1e-8]) {
      const found = coordinateDescent(equations, penalty, { ...strict, tolerance });
      expect(found.converged).toBe(true);
      expect(objective(found.coefficients) - best).toBeLessThanOrEqual(tolerance * equations.targetSquares);
    }
  });

  it('arrives at the same from anywhere, and at once from there', () => {
    const equations = equationsOf(60, 6);
    const penalty = { l1: 5, l2: 1 };
    const { coefficients } = coordinateDescent(equations, penalty, strict);
    const far = Float64Array.from(coefficients, (_, column) => 100 - column);
    expectSameNumbers(
      coordinateDescent(equations, penalty, { ...strict, start: far }).coefficients,
      coefficients,
      { tolerance: 1e-5, floor: 1 },
    );
    const there = coordinateDescent(equations, penalty, { ...strict, start: coefficients });
    expect(there.sweeps).toBe(1);
    expect(far[0]).toBe(100);
  });
});
