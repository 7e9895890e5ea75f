import { linear } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { matrixOf, rowsOf } from '../matrices';
import { describeEstimator } from './describe-estimator';
import { describeLinearEstimator, learned, linearData, predictions } from './linear-estimator-suite';

describeEstimator('linear', linear);
describeLinearEstimator('linear', linear);

describe('linear', () => {
  it.each([
    ['tall data', linearData(60, 4)],
    ['badly scaled data', linearData(200, 12, { scales: [0, 5, -5] })],
    ['more columns than rows', linearData(10, 40)],
  ])('leaves residuals at right angles to the columns of %s', async (_, data) => {
    const model = await learned(linear(), data);
    const residuals = predictions(model, data.x).map(({ value }, row) => data.y[row] - value);
    for (let column = 0; column < data.x.columns; column++) {
      const products = rowsOf(data.x).map((row, at) => row[column] * residuals[at]);
      const size = rowsOf(data.x).reduce((sum, row, at) => sum + Math.abs(row[column] * data.y[at]), 0);
      expect(Math.abs(products.reduce((sum, product) => sum + product, 0)) / size).toBeLessThan(1e-10);
    }
  });

  it('finds the line through points that lie on one', async () => {
    const { list, intercept } = await learned(linear(), linearData(30, 3, { noise: 0 }));
    for (const [at, expected] of [-0.9, 0.1, 1.1].entries()) expect(list[at]).toBeCloseTo(expected, 6);
    expect(intercept).toBeCloseTo(5, 6);
  });

  it('shares a coefficient between columns that repeat each other, in whatever unit', async () => {
    const data = linearData(60, 3);
    const alone = await learned(linear(), data);
    const rows = rowsOf(data.x).map((row) => [...row, row[2], 1024 * row[2]]);
    const { list, detail } = await learned(linear(), { ...data, x: matrixOf(rows) }).then((model) => ({
      ...model,
      detail: model as unknown as { rank: number },
    }));
    const third = alone.list[2] / 3;
    expectSameNumbers(list, [alone.list[0], alone.list[1], third, third, third / 1024], {
      tolerance: tolerances.float64,
    });
    expect(detail.rank).toBe(3);
  });

  it('sees through columns that are sums of others, but for float32 rounding', async () => {
    const data = linearData(300, 4, { scales: [3, 0] });
    const sums = rowsOf(data.x).map((row) => [...row, Math.fround(row[0] + row[2]), Math.fround(row[1] / 3)]);
    const wide = { ...data, x: matrixOf(sums) };
    const [here, there] = [await learned(linear(), data), await learned(linear(), wide)];
    expect(there).toMatchObject({ rank: 4 });
    expect(Math.max(...there.list.map(Math.abs))).toBeLessThan(2);
    const wanted = predictions(here, data.x);
    for (const [row, { value }] of predictions(there, wide.x).entries()) {
      expect(Math.abs(value - wanted[row].value)).toBeLessThan(1e-5);
    }
  });

  it('of more columns than rows takes the least that fits', async () => {
    const data = linearData(10, 40);
    const model = await learned(linear(), data);
    expect(model).toMatchObject({ rank: 9 });
    for (const [row, { value }] of predictions(model, data.x).entries())
      expect(value).toBeCloseTo(data.y[row], 8);
  });

  it('says what it is', () => {
    expect(linear()).toMatchObject({ name: 'linear', tasks: ['regression'], parameters: {} });
  });
});
