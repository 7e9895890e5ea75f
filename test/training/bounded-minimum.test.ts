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

  // scipy.optimize.fminbound(f, low, high, xtol=1e-7) of SciPy 1.17.1, and how often it asked for f.
  it.each<[string, (x: number) => number, number, number, number, number]>([
    ['exp(x) - 2x', (x) => Math.exp(x) - 2 * x, -5, 5, 0.6931471776200315, 13],
    ['(x - 1)^4 + x/10', (x) => (x - 1) ** 4 + 0.1 * x, -3, 9, 0.707598230626772, 15],
    ['x sin(x)', (x) => x * Math.sin(x), 0, 6.5, 4.9131804392613665, 11],
    ['|x - 0.3|^1.5 + x/5', (x) => Math.abs(x - 0.3) ** 1.5 + 0.2 * x, -4, 7, 0.2822222218324468, 15],
    ['(x^2 - 2)^2 + x/2', (x) => (x * x - 2) ** 2 + 0.5 * x, -4, 4, -1.4444847204173892, 14],
    ['log(x)^2 - sqrt(x)', (x) => Math.log(x) ** 2 - Math.sqrt(x), 0.01, 40, 1.334881762505514, 17],
  ])('goes the way of SciPy on %s', (_, f, low, high, expected, evaluations) => {
    let asked = 0;
    const found = boundedMinimum(
      (x) => {
        asked++;
        return f(x);
      },
      low,
      high,
      { tolerance: 1e-7 },
    );
    expect(asked).toBe(evaluations);
    expect(found).toBeCloseTo(expected, 9);
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
