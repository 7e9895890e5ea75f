import { RandomSource } from '../../../src/data';
import { type LogisticOptions, type LogisticPenalty, logistic } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { matrixOf, rowsOf } from '../matrices';
import {
  answersOf,
  describeEstimator,
  type EstimatorData,
  estimatorData,
  fitEstimator,
} from './describe-estimator';

describeEstimator('logistic', () => logistic());
describeEstimator('logistic with few columns', () => logistic({ penalty: 'l1', C: 0.5 }));

interface Detail {
  readonly iterations: number;
  readonly converged: boolean;
  readonly intercept: number | readonly number[];
  readonly coefficients: Readonly<Record<string, number | readonly number[]>>;
}

/** Data whose classes no line can tell apart. */
function noisyData(rows: number, columns: number, classes: number): EstimatorData {
  const random = new RandomSource(columns);
  const data = estimatorData(rows, columns, classes);
  return { ...data, y: data.y.map((k) => (random.integer(4) === 0 ? random.integer(classes) : k)) };
}

async function learned(options: LogisticOptions, data: EstimatorData) {
  const fitted = await fitEstimator(logistic(options), data);
  const { intercept, coefficients, ...rest } = fitted.detail as unknown as Detail;
  return {
    ...rest,
    fitted,
    /** [outputs] */
    intercepts: [intercept].flat() as number[],
    /** [columns][outputs] */
    coefficients: Object.values(coefficients).map((own) => [own].flat() as number[]),
  };
}

/** Probabilities in float64. */
function probabilities(
  row: readonly number[],
  intercepts: readonly number[],
  coefficients: number[][],
): number[] {
  const scores = intercepts.map((intercept, output) =>
    row.reduce((sum, value, column) => sum + value * coefficients[column][output], intercept),
  );
  if (scores.length === 1) return [1 / (1 + Math.exp(scores[0])), 1 / (1 + Math.exp(-scores[0]))];
  const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
  return scores.map((score) => Math.exp(score) / total);
}

describe('logistic', () => {
  it.each<[number, LogisticPenalty, number]>([
    [2, 'l2', 1],
    [2, 'l2', 0.01],
    [2, 'l2', 1e4],
    [2, 'l1', 0.05],
    [2, 'none', 1],
    [4, 'l2', 1],
    [4, 'l2', 1e4],
    [4, 'l1', 0.05],
    [4, 'none', 1],
  ])('%d classes, %s with C %d, meets the conditions of a minimum', async (classes, penalty, C) => {
    const data = noisyData(300, 5, classes);
    const { intercepts, coefficients, converged } = await learned({ penalty, C }, data);
    expect(converged).toBe(true);
    const rows = rowsOf(data.x);
    const errors = rows.map((row, at) =>
      probabilities(row, intercepts, coefficients).map((p, k) => p - (data.y[at] === k ? 1 : 0)),
    );
    for (const output of intercepts.keys()) {
      const k = classes === 2 ? 1 : output;
      expect(Math.abs(errors.reduce((sum, error) => sum + error[k], 0))).toBeLessThan(1e-4);
      for (const [column, own] of coefficients.entries()) {
        const slope = rows.reduce((sum, row, at) => sum + row[column] * errors[at][k], 0);
        const coefficient = own[output];
        if (penalty === 'none') expect(Math.abs(slope)).toBeLessThan(1e-4);
        else if (penalty === 'l2') expect(Math.abs(slope + coefficient / C)).toBeLessThan(1e-4);
        else if (coefficient === 0) expect(Math.abs(slope)).toBeLessThan(1 / C + 1e-4);
        else expect(Math.abs(slope + Math.sign(coefficient) / C)).toBeLessThan(1e-4);
      }
    }
  });

  it.each([2, 3])('answers what its coefficients say, %d classes', async (classes) => {
    const data = noisyData(300, 5, classes);
    const { fitted, intercepts, coefficients } = await learned({}, data);
    const answers = rowsOf(await answersOf(fitted, data.x));
    for (const [at, row] of rowsOf(data.x).entries()) {
      expectSameNumbers(answers[at], probabilities(row, intercepts, coefficients), {
        tolerance: 1e-5,
        floor: 0.01,
      });
    }
  });

  it('stays sure far out', async () => {
    const data = noisyData(300, 3, 2);
    const { fitted } = await learned({}, data);
    const answers = await answersOf(
      fitted,
      matrixOf([
        [1e30, 0, 0],
        [-1e30, 0, 0],
      ]),
    );
    expectSameNumbers(answers.data, [0, 1, 1, 0]);
  });

  it.each([2, 4])('with l1 leaves columns out, more of them the smaller C, %d classes', async (classes) => {
    const data = noisyData(300, 8, classes);
    const counts = await Promise.all(
      [1e-4, 0.02, 0.1, 100].map(async (C) => {
        const { coefficients } = await learned({ penalty: 'l1', C }, data);
        return coefficients.flat().filter((coefficient) => coefficient !== 0).length;
      }),
    );
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts[0]).toBe(0);
    expect(counts[1]).toBeGreaterThan(0);
    expect(counts[3]).toBeGreaterThanOrEqual(8);
  });

  it.each([2, 3])(
    'says that it cannot arrive where classes part perfectly and nothing holds it, %d classes',
    async (classes) => {
      const x = Array.from({ length: 90 }, (_, row) => [Math.floor((row * classes) / 90)]);
      const data = { x: matrixOf(x), y: x.map(([k]) => k), classes };
      const free = await learned({ penalty: 'none', maxIterations: 30 }, data);
      expect(free).toMatchObject({ converged: false, iterations: 30 });
      expect((await answersOf(free.fitted, data.x)).data.every(Number.isFinite)).toBe(true);
      expect(await learned({}, data)).toMatchObject({ converged: true });
    },
  );

  it.each<[LogisticPenalty]>([['l2'], ['l1'], ['none']])(
    'with %s shares what columns that repeat each other say',
    async (penalty) => {
      const data = noisyData(300, 3, 2);
      const alone = await learned({ penalty }, data);
      const twice = matrixOf(rowsOf(data.x).map((row) => [...row, row[0]]));
      const both = await learned({ penalty }, { ...data, x: twice });
      const sum = both.coefficients[0][0] + both.coefficients[3][0];
      // Two small coefficients cost l2 less than a large one: it holds less against them.
      expectSameNumbers([sum], [alone.coefficients[0][0]], { tolerance: penalty === 'l2' ? 0.05 : 1e-5 });
      if (penalty !== 'l1') expect(both.coefficients[0][0]).toBeCloseTo(both.coefficients[3][0], 8);
    },
  );

  it('is indifferent to the order of the classes', async () => {
    const data = noisyData(300, 4, 3);
    const turned = { ...data, y: data.y.map((k) => (k + 1) % 3) };
    const [here, there] = [await learned({}, data), await learned({}, turned)];
    for (const [column, own] of here.coefficients.entries()) {
      const back = [1, 2, 0].map((k) => there.coefficients[column][k]);
      expectSameNumbers(back, own, { tolerance: 1e-4, floor: 0.01 });
    }
  });

  it('refuses coefficients that float32 cannot hold', async () => {
    const x = { data: Float32Array.from({ length: 40 }, (_, row) => row * 1e-42), rows: 40, columns: 1 };
    const y = Array.from({ length: 40 }, (_, row) => (row % 3 === 0 ? 1 : row > 20 ? 1 : 0));
    await expect(learned({ penalty: 'none' }, { x, y, classes: 2 })).rejects.toMatchObject({
      code: 'ESTIMATOR_UNFITTABLE',
      message: expect.stringContaining('must have finite coefficients in float32'),
    });
  });

  it('says what it is', () => {
    expect(logistic()).toMatchObject({
      name: 'logistic',
      tasks: ['classification'],
      parameters: { penalty: 'l2', C: 1, tolerance: 1e-12, maxIterations: 200 },
    });
  });

  it.each<[LogisticOptions, string]>([
    [{ penalty: 'l3' as 'l2' }, "'penalty' of estimator 'logistic' must be 'l2', 'l1' or 'none', got 'l3'."],
    [{ C: 0 }, "'C' of estimator 'logistic' must be finite and above 0, got 0."],
    [{ tolerance: 0 }, "'tolerance' of estimator 'logistic' must be above 0 and below 1, got 0."],
    [{ maxIterations: 0 }, "'maxIterations' of estimator 'logistic' must be a whole number from 1, got 0."],
  ])('refuses %p', (options, message) => {
    expect(() => logistic(options)).toThrow(
      expect.objectContaining({ code: 'PARAMETER_INVALID', message: expect.stringContaining(message) }),
    );
  });
});
