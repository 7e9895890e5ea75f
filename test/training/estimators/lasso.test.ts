import { type LassoOptions, lasso } from '../../../src/training';
import { rowsOf } from '../matrices';
import {
  type Data,
  describeLinearEstimator,
  fitOn,
  learned,
  linearData,
  predictions,
} from './linear-estimator-suite';

describeLinearEstimator('lasso', () => lasso({ alpha: 0.1 }));
describeLinearEstimator('lasso with little weight', () => lasso({ alpha: 1e-5 }));

/** How far the coefficients are from the conditions that only the minimum meets, as a share of alpha. */
async function slack(options: LassoOptions & { alpha: number }, data: Data): Promise<number> {
  const model = await learned(lasso(options), data);
  const residuals = predictions(model, data.x).map(({ value }, row) => data.y[row] - value);
  const slacks = model.list.map((coefficient, column) => {
    const slope = rowsOf(data.x).reduce((sum, row, at) => sum + row[column] * residuals[at], 0) / data.x.rows;
    return coefficient === 0
      ? Math.max(0, Math.abs(slope) - options.alpha)
      : Math.abs(slope - options.alpha * Math.sign(coefficient));
  });
  return Math.max(...slacks) / options.alpha;
}

describe('lasso', () => {
  it.each<[number, string, Data]>([
    [0.1, 'tall data', linearData(60, 4)],
    [0.01, 'tall data', linearData(60, 4)],
    [1.05, 'data that it makes little of', linearData(60, 4)],
    [0.1, 'badly scaled data', linearData(200, 12, { scales: [0, 4, 1] })],
    [0.1, 'more columns than rows', linearData(20, 60)],
    [0.01, 'more columns than rows', linearData(20, 60)],
  ])('with alpha %d meets the conditions of a minimum on %s', async (alpha, _, data) => {
    expect(await slack({ alpha, tolerance: 1e-14 }, data)).toBeLessThan(1e-4);
  });

  it('leaves columns out, more of them the larger its weight', async () => {
    const data = linearData(60, 12);
    const counts = await Promise.all(
      [0.01, 0.2, 0.5, 100].map(
        async (alpha) =>
          (await learned(lasso({ alpha }), data)).list.filter((coefficient) => coefficient !== 0).length,
      ),
    );
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(counts[0]).toBe(12);
    expect(counts[1]).toBeLessThan(12);
    expect(counts[2]).toBeGreaterThan(0);
    expect(counts[3]).toBe(0);
  });

  it('says whether it is done, and after how much', async () => {
    const data = linearData(200, 12, { scales: [0, 4] });
    expect((await fitOn(lasso({ alpha: 0.01 }), data)).detail).toMatchObject({ converged: true });
    expect((await fitOn(lasso({ alpha: 0.01, maxSweeps: 1 }), data)).detail).toMatchObject({
      converged: false,
      sweeps: 1,
    });
  });

  it('says what it is', () => {
    expect(lasso()).toMatchObject({
      name: 'lasso',
      tasks: ['regression'],
      parameters: { alpha: 1, tolerance: 1e-8, maxSweeps: 10_000 },
    });
  });

  it.each<[LassoOptions, string]>([
    [{ alpha: 0 }, "Parameter 'alpha' of estimator 'lasso' must be finite and above 0, got 0."],
    [{ alpha: -1 }, "'alpha' of estimator 'lasso' must be finite and above 0, got -1."],
    [{ alpha: Number.NaN }, 'got NaN.'],
    [{ alpha: Number.POSITIVE_INFINITY }, 'got Infinity.'],
    [{ tolerance: 0 }, "'tolerance' of estimator 'lasso' must be above 0 and below 1, got 0."],
    [{ tolerance: 1 }, 'must be above 0 and below 1, got 1.'],
    [{ tolerance: Number.NaN }, 'must be above 0 and below 1, got NaN.'],
    [{ maxSweeps: 0 }, "'maxSweeps' of estimator 'lasso' must be at least 1, got 0."],
    [{ maxSweeps: Number.NaN }, 'must be at least 1, got NaN.'],
  ])('refuses %p', (options, message) => {
    expect(() => lasso(options)).toThrow(
      expect.objectContaining({ code: 'PARAMETER_INVALID', message: expect.stringContaining(message) }),
    );
  });
});
