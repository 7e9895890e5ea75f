import { fitIsotonic } from '../../../src/training/calibration/isotonic';
import { fitPlatt } from '../../../src/training/calibration/platt';
import { runTransform } from '../../../src/training/run-graph';
import reference from '../../references/calibration.json';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';

const p = Float64Array.from(reference.p);
const isClass = Uint8Array.from(reference.isClass);
const column = (values: ArrayLike<number>) => ({
  data: Float32Array.from(values),
  rows: values.length,
  columns: 1,
});

describe.each([
  ['isotonic', fitIsotonic],
  ['platt', fitPlatt],
] as const)('%s calibration', (method, fitCalibrator) => {
  it("gives scikit-learn's probabilities", async () => {
    const { data } = await runTransform(fitCalibrator(p, isClass).emit, column(reference.grid));
    expectSameNumbers([...data], reference[method], { tolerance: tolerances.transformer, floor: 1 });
  });

  it('rises and stays between 0 and 1', async () => {
    const grid = Array.from({ length: 1001 }, (_, i) => i / 1000);
    const { data } = await runTransform(fitCalibrator(p, isClass).emit, column(grid));
    for (const [i, value] of data.entries()) {
      expect(value).toBeGreaterThanOrEqual(-1e-6);
      expect(value).toBeLessThanOrEqual(1 + 1e-6);
      if (i > 0) expect(value).toBeGreaterThanOrEqual(data[i - 1] - 1e-6);
    }
  });

  it('takes probabilities that hardly differ from each other and from 0', async () => {
    const close = [0, 1e-45, 1e-40, 2e-40, 1e-30, 0.5, 0.5 + 2 ** -24, 1];
    const fitted = fitCalibrator(Float64Array.from(close), Uint8Array.of(0, 0, 0, 1, 1, 1, 1, 1));
    const { data } = await runTransform(fitted.emit, column(close));
    for (const [at, value] of data.entries()) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
      if (at > 0) expect(value).toBeGreaterThanOrEqual(data[at - 1]);
    }
  });

  it('takes probabilities that are all the same', async () => {
    const fitted = fitCalibrator(
      new Float64Array(20).fill(0.3),
      Uint8Array.from({ length: 20 }, (_, row) => row % 2),
    );
    const { data } = await runTransform(fitted.emit, column([0, 0.3, 1]));
    expect(data.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(data[1]).toBeCloseTo(0.5, 3);
  });
});
