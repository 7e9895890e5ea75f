import { type Matrix, takeRows } from '../../../src/contract';
import { RandomSource } from '../../../src/data';
import { GraphBuilder, writeModel } from '../../../src/onnx';
import type { Column, Estimator, FittedEstimator } from '../../../src/training';
import { runTransform } from '../../../src/training/run-graph';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';

/** The numbers of a linear model, as its detail tells them. */
export interface LinearDetail {
  readonly intercept: number;
  readonly coefficients: Readonly<Record<string, number>>;
}

/** Data for an estimator. */
export interface Data {
  readonly x: Matrix;
  readonly y: readonly number[];
}

/** `rows` of `columns` random columns whose sizes are `10^scales`, and a target that depends on each. */
export function linearData(rows: number, columns: number, { noise = 0.1, scales = [0] } = {}): Data {
  const random = new RandomSource(rows * 1000 + columns);
  const x = Array.from({ length: rows }, () =>
    Array.from({ length: columns }, (_, column) =>
      Math.fround(10 ** scales[column % scales.length] * random.normal()),
    ),
  );
  const y = x.map((row) =>
    row.reduce(
      (sum, value, column) => sum + ((column % 3) - 1 + 0.1) * (value / 10 ** scales[column % scales.length]),
      5 + noise * random.normal(),
    ),
  );
  return { x: matrixOf(x, columns), y };
}

/** Columns called x0, x1, ... */
export function columnsOf({ columns }: Matrix): readonly Column[] {
  return Array.from({ length: columns }, (_, index) => numberColumn(`x${index}`));
}

/** The estimator fitted on the data. */
export async function fitOn(estimator: Estimator, { x, y }: Data): Promise<FittedEstimator> {
  return estimator.fit({
    x,
    columns: columnsOf(x),
    target: { values: Float64Array.from(y), classes: 0 },
    random: new RandomSource(1),
    progress: () => {},
  });
}

/** What a fitted linear model says it learned. */
export async function learned(estimator: Estimator, data: Data): Promise<LinearDetail & { list: number[] }> {
  const detail = (await fitOn(estimator, data)).detail as unknown as LinearDetail;
  return { ...detail, list: columnsOf(data.x).map(({ name }) => detail.coefficients[name]) };
}

/** Predictions of a linear model in float64, with the size of the terms that each adds up. */
export function predictions({ intercept, list }: { intercept: number; list: readonly number[] }, x: Matrix) {
  return rowsOf(x).map((row) => {
    const terms = [intercept, ...row.map((value, column) => value * list[column])];
    return {
      value: terms.reduce((sum, term) => sum + term, 0),
      size: terms.reduce((sum, term) => sum + Math.abs(term), 0),
    };
  });
}

/** What every estimator of a linear model must hold to. */
export function describeLinearEstimator(name: string, makeEstimator: () => Estimator): void {
  const data = linearData(60, 4, { scales: [0, 2, -2] });

  describe(`${name} as a linear estimator`, () => {
    it('learns the same from the same data, to the byte', async () => {
      const estimator = makeEstimator();
      const first = await fitOn(estimator, data);
      await fitOn(estimator, linearData(10, 2));
      for (const again of [await fitOn(estimator, data), await fitOn(makeEstimator(), data)]) {
        expect(again.detail).toEqual(first.detail);
        expect(Buffer.compare(bytesOf(again, 4), bytesOf(first, 4))).toBe(0);
      }
    });

    it('leaves its input as it was', async () => {
      const x = Float32Array.from(data.x.data);
      const y = [...data.y];
      await fitOn(makeEstimator(), data);
      expectSameNumbers(data.x.data, x);
      expectSameNumbers(data.y, y);
    });

    it('tells what it is and what it learned as plain data', async () => {
      const { detail } = await fitOn(makeEstimator(), data);
      expect(JSON.parse(JSON.stringify(detail))).toEqual(detail);
      const { parameters } = makeEstimator();
      expect(JSON.parse(JSON.stringify(parameters))).toEqual(parameters);
    });

    it('takes a column for as important as its coefficient is large', async () => {
      const { importances } = await fitOn(makeEstimator(), data);
      const { list } = await learned(makeEstimator(), data);
      expect(Math.min(...list)).toBeLessThan(0);
      expectSameNumbers(importances ?? [], list.map(Math.abs));
    });

    it.each([0, 1, 1000])('answers %d rows with the sums that its detail promises', async (rows) => {
      const fitted = await fitOn(makeEstimator(), data);
      const x = takeRows(
        data.x,
        Array.from({ length: rows }, (_, row) => row % data.x.rows),
      );
      const answers = await runTransform(fitted.emit, x);
      expect([answers.rows, answers.columns]).toEqual([rows, 1]);
      for (const [row, { value, size }] of predictions(await learned(makeEstimator(), data), x).entries()) {
        expect(Math.abs(answers.data[row] - value)).toBeLessThanOrEqual(tolerances.product * size);
      }
    });

    it('predicts a constant target everywhere', async () => {
      const { list, intercept } = await learned(makeEstimator(), { ...data, y: data.y.map(() => 0.1) });
      // The mean of equal numbers may differ from them in its last bit.
      expectSameNumbers(list, [0, 0, 0, 0], { tolerance: tolerances.float64, floor: 1 });
      expectSameNumbers([intercept], [0.1], { tolerance: tolerances.float64 });
    });

    it('moves with its target', async () => {
      const here = await learned(makeEstimator(), data);
      const there = await learned(makeEstimator(), { ...data, y: data.y.map((value) => value + 1e3) });
      expectSameNumbers(there.list, here.list, { tolerance: 1e-6, floor: 1e-3 });
      expectSameNumbers([there.intercept], [here.intercept + 1e3], { tolerance: tolerances.float64 });
    });

    it('makes nothing of a constant column', async () => {
      const rows = rowsOf(data.x).map((row) => [...row, 7.1]);
      const { list } = await learned(makeEstimator(), { ...data, x: matrixOf(rows) });
      expect(list[4]).toBe(0);
      expectSameNumbers(list.slice(0, 4), (await learned(makeEstimator(), data)).list);
    });

    it('takes columns that repeat each other', async () => {
      const rows = rowsOf(data.x).map((row) => [...row, row[0]]);
      const { list } = await learned(makeEstimator(), { ...data, x: matrixOf(rows) });
      expect(list.every(Number.isFinite)).toBe(true);
      // Neither outgrows what one of them would be.
      expect(Math.abs(list[0]) + Math.abs(list[4])).toBeLessThan(2);
    });

    it('takes more columns than rows, and one row', async () => {
      for (const [rows, columns] of [
        [10, 40],
        [1, 3],
      ]) {
        const wide = linearData(rows, columns);
        const model = await learned(makeEstimator(), wide);
        expect(model.list.every(Number.isFinite)).toBe(true);
        if (rows === 1) expectSameNumbers([model.intercept, ...model.list], [wide.y[0], 0, 0, 0]);
      }
    });

    it.each([
      ['missing', Number.NaN],
      ['infinite', Number.POSITIVE_INFINITY],
    ])('refuses %s values and names their columns', async (_, wrong) => {
      const rows = rowsOf(data.x);
      rows[7][2] = wrong;
      rows[59][3] = wrong;
      await expect(fitOn(makeEstimator(), { ...data, x: matrixOf(rows) })).rejects.toMatchObject({
        code: 'ESTIMATOR_UNFITTABLE',
        message: `Estimator '${makeEstimator().name}' must see no missing or infinite values, got some in x2, x3. Put an impute step before it.`,
      });
    });

    it.each([Number.NaN, Number.NEGATIVE_INFINITY])('refuses a target of %d', async (wrong) => {
      const y = data.y.map((value, row) => (row === 3 ? wrong : value));
      await expect(fitOn(makeEstimator(), { ...data, y })).rejects.toMatchObject({
        code: 'ESTIMATOR_UNFITTABLE',
        message: `The target of estimator '${makeEstimator().name}' must be finite in every row, got ${wrong} in row 4.`,
      });
    });

    it.each<[Data, string]>([
      [{ x: matrixOf([], 3), y: [] }, '0 rows of 3 columns'],
      [{ x: { data: new Float32Array(0), rows: 2, columns: 0 }, y: [1, 2] }, '2 rows of 0 columns'],
    ])('refuses to learn from nothing', async (nothing, received) => {
      await expect(fitOn(makeEstimator(), nothing)).rejects.toMatchObject({
        code: 'ESTIMATOR_UNFITTABLE',
        message: `Estimator '${makeEstimator().name}' must see rows and columns, got ${received}.`,
      });
    });
  });
}

/** The model's nodes as the bytes of a file. */
function bytesOf({ emit }: FittedEstimator, columns: number): Uint8Array {
  const graph = new GraphBuilder('estimator');
  graph.output('y', emit(graph, graph.input('x', 'float', ['N', columns])));
  return writeModel(graph);
}
