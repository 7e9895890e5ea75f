import { type ElasticNetOptions, elasticNet, lasso } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { rowsOf } from '../matrices';
import { describeEstimator } from './describe-estimator';
import {
  type Data,
  describeLinearEstimator,
  fitOn,
  learned,
  linearData,
  predictions,
} from './linear-estimator-suite';

describeEstimator('elastic net', () => elasticNet({ alpha: 0.1 }));
describeLinearEstimator('elastic net', () => elasticNet({ alpha: 0.1 }));

/** How far the coefficients are from the conditions that only the minimum meets, as a share of alpha. */
async function slack(alpha: number, l1Ratio: number, data: Data): Promise<number> {
  const model = await learned(elasticNet({ alpha, l1Ratio, tolerance: 1e-14 }), data);
  const residuals = predictions(model, data.x).map(({ value }, row) => data.y[row] - value);
  const slacks = model.list.map((coefficient, column) => {
    const slope = rowsOf(data.x).reduce((sum, row, at) => sum + row[column] * residuals[at], 0) / data.x.rows;
    const rest = slope - alpha * (1 - l1Ratio) * coefficient;
    return coefficient === 0
      ? Math.max(0, Math.abs(rest) - alpha * l1Ratio)
      : Math.abs(rest - alpha * l1Ratio * Math.sign(coefficient));
  });
  return Math.max(...slacks) / alpha;
}

describe('elastic net', () => {
  it.each<[number, number, string, Data]>([
    [0.1, 0.5, 'tall data', linearData(60, 4)],
    [0.1, 0.01, 'tall data', linearData(60, 4)],
    [0.1, 1, 'tall data', linearData(60, 4)],
    [0.1, 0.3, 'badly scaled data', linearData(200, 12, { scales: [0, 4, 1] })],
    [0.01, 0.7, 'more columns than rows', linearData(20, 60)],
  ])(
    'with alpha %d and l1Ratio %d meets the conditions of a minimum on %s',
    async (alpha, l1Ratio, _, data) => {
      expect(await slack(alpha, l1Ratio, data)).toBeLessThan(1e-4);
    },
  );

  it('with l1Ratio 1 is lasso', async () => {
    const data = linearData(60, 4);
    const [net, only] = [
      await learned(elasticNet({ alpha: 0.1, l1Ratio: 1 }), data),
      await learned(lasso({ alpha: 0.1 }), data),
    ];
    expectSameNumbers(net.list, only.list);
  });

  it('leaves out fewer columns the smaller its l1Ratio', async () => {
    const data = linearData(60, 12);
    const counts = await Promise.all(
      [1, 0.5, 0.1].map(
        async (l1Ratio) =>
          (await learned(elasticNet({ alpha: 0.5, l1Ratio }), data)).list.filter((value) => value !== 0)
            .length,
      ),
    );
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts[0]).toBeLessThan(counts[2]);
  });

  it('says whether it is done', async () => {
    const data = linearData(200, 12, { scales: [0, 4] });
    const fitted = await fitOn(elasticNet({ alpha: 0.001, maxSweeps: 1 }), data);
    expect(fitted.detail).toMatchObject({ converged: false, sweeps: 1 });
  });

  it('says what it is', () => {
    expect(elasticNet()).toMatchObject({
      name: 'elastic-net',
      tasks: ['regression'],
      parameters: { alpha: 1, l1Ratio: 0.5, tolerance: 1e-8, maxSweeps: 10_000 },
    });
  });

  it.each<[ElasticNetOptions, string]>([
    [{ alpha: 0 }, "'alpha' of estimator 'elastic-net' must be finite and above 0, got 0."],
    [{ l1Ratio: 0 }, "'l1Ratio' of estimator 'elastic-net' must be above 0 and at most 1, got 0."],
    [{ l1Ratio: 1.1 }, 'must be above 0 and at most 1, got 1.1.'],
    [{ tolerance: 1 }, "'tolerance' of estimator 'elastic-net' must be above 0 and below 1, got 1."],
    [{ maxSweeps: 0 }, "'maxSweeps' of estimator 'elastic-net' must be at least 1, got 0."],
  ])('refuses %p', (options, message) => {
    expect(() => elasticNet(options)).toThrow(
      expect.objectContaining({ code: 'PARAMETER_INVALID', message: expect.stringContaining(message) }),
    );
  });
});
