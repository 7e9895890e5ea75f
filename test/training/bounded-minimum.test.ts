import { boundedMinimum } from '../../src/training/bounded-minimum';

describe('boundedMinimum', () => {
  it.each<[string, (x: number) => number, number, number, number]>([
    ['a parabola', (x) => (x - 2) ** 2, -10, 10, 2],
    ['a steep valley', (x) => Math.abs(x + 1) ** 1.5, -3, 8, -1],
    ['a cosine', Math.cos, 0, 6, Math.PI],
    ['a slope down to the end', (x) => -x, 0, 4, 4],
    ['a slope down to the start', (x) => x, -4, 0, -4],
    ['a wall of infinities', (x) => (x < 1 ? Number.POSITIVE_INFINITY : x * x), -5, 5, 1],
  ])('finds that of %s', (_, f, low, high, expected) => {
    expect(Math.abs(boundedMinimum(f, low, high, { tolerance: 1e-8 }) - expected)).toBeLessThan(1e-6);
  });

  it('takes as many evaluations as SciPy, at the same places', () => {
    // scipy.optimize.fminbound(f, -3, 5, xtol=1e-5) of SciPy 1.17.1, for f(x) = x**4 - 3*x + sin(5*x).
    const seen: number[] = [];
    const found = boundedMinimum(
      (x) => {
        seen.push(x);
        return x ** 4 - 3 * x + Math.sin(5 * x);
      },
      -3,
      5,
      { tolerance: 1e-5 },
    );
    expect(seen).toHaveLength(15);
    expect(found).toBeCloseTo(-0.1842058165635793, 10);
  });

  it('stops after as many evaluations as it may make', () => {
    let evaluations = 0;
    boundedMinimum(
      (x) => {
        evaluations++;
        return (x - 2) ** 2;
      },
      -10,
      10,
      { tolerance: 1e-12, maxEvaluations: 5 },
    );
    expect(evaluations).toBe(5);
  });
});
