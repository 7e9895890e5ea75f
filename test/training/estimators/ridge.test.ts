import { ridge } from '../../../src/training';
import { rowsOf } from '../matrices';
import {
  type Data,
  describeLinearEstimator,
  learned,
  linearData,
  predictions,
} from './linear-estimator-suite';

describeLinearEstimator('ridge', () => ridge());
describeLinearEstimator('ridge with little weight', () => ridge({ alpha: 1e-6 }));

/** How far the coefficients are from where the gradient of the ridge objective is 0, relative to its terms. */
async function gradientShare(alpha: number, data: Data): Promise<number> {
  const model = await learned(ridge({ alpha }), data);
  const residuals = predictions(model, data.x).map(({ value }, row) => data.y[row] - value);
  const shares = model.list.map((coefficient, column) => {
    const products = rowsOf(data.x).map((row, at) => row[column] * residuals[at]);
    const size = products.reduce((sum, product) => sum + Math.abs(product), Math.abs(alpha * coefficient));
    return Math.abs(products.reduce((sum, product) => sum + product, 0) - alpha * coefficient) / size;
  });
  const unexplained = Math.abs(residuals.reduce((sum, residual) => sum + residual, 0));
  return Math.max(...shares, unexplained / data.y.reduce((sum, value) => sum + Math.abs(value), 0));
}

describe('ridge', () => {
  it.each([
    [0, linearData(60, 4)],
    [1, linearData(60, 4)],
    [1000, linearData(60, 4)],
    [1, linearData(200, 12, { scales: [0, 5, -5] })],
    [1e-3, linearData(10, 40)],
  ])('with alpha %d is where its objective has no slope', async (alpha, data) => {
    expect(await gradientShare(alpha, data)).toBeLessThan(1e-8);
  });

  it('finds the line through points that lie on one', async () => {
    const data = linearData(30, 3, { noise: 0 });
    const { list, intercept } = await learned(ridge({ alpha: 0 }), data);
    for (const [at, expected] of [-0.9, 0.1, 1.1].entries()) expect(list[at]).toBeCloseTo(expected, 6);
    expect(intercept).toBeCloseTo(5, 6);
  });

  it('shrinks with its weight', async () => {
    const data = linearData(60, 4);
    const sizes = await Promise.all(
      [0, 1, 100, 1e4, 1e8].map(async (alpha) =>
        (await learned(ridge({ alpha }), data)).list.reduce((sum, coefficient) => sum + coefficient ** 2, 0),
      ),
    );
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes.at(-1)).toBeLessThan(1e-10);
  });

  it.each([
    ['columns that repeat each other', linearData(60, 4), true],
    ['more columns than rows', linearData(5, 8), false],
  ])('without weight refuses %s', async (_, data, repeat) => {
    const x = repeat
      ? { ...data.x, data: data.x.data.map((value, at) => (at % 4 === 3 ? data.x.data[at - 3] : value)) }
      : data.x;
    await expect(learned(ridge({ alpha: 0 }), { ...data, x })).rejects.toMatchObject({
      code: 'ESTIMATOR_UNFITTABLE',
      message:
        "Estimator 'ridge' must have an alpha that makes the columns independent, got 0. Raise alpha, scale the columns, or drop those that repeat others.",
    });
  });

  it('refuses coefficients that float32 cannot hold', async () => {
    const x = { data: Float32Array.of(0, 1e-42, 2e-42), rows: 3, columns: 1 };
    await expect(learned(ridge({ alpha: 0 }), { x, y: [0, 1, 2] })).rejects.toMatchObject({
      code: 'ESTIMATOR_UNFITTABLE',
      message: expect.stringContaining('must have finite coefficients in float32'),
    });
  });

  it('says what it is', () => {
    expect(ridge()).toMatchObject({ name: 'ridge', tasks: ['regression'], parameters: { alpha: 1 } });
    expect(ridge({ alpha: 0.5 }).parameters).toEqual({ alpha: 0.5 });
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses an alpha of %d', (alpha) => {
    expect(() => ridge({ alpha })).toThrow(
      expect.objectContaining({
        code: 'PARAMETER_INVALID',
        message: `Parameter 'alpha' of estimator 'ridge' must be finite and at least 0, got ${alpha}.`,
      }),
    );
  });
});
