import { type Matrix, takeRows } from '../../../src/contract';
import { RandomSource } from '../../../src/data';
import { GraphBuilder, writeModel } from '../../../src/onnx';
import type { Column, Estimator, FittedEstimator } from '../../../src/training';
import { runTransform } from '../../../src/training/run-graph';
import { expectSameNumbers } from '../../support/same-numbers';
import { numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';

/** Data for an estimator of any task. */
export interface EstimatorData {
  readonly x: Matrix;
  readonly y: readonly number[];
  /** 0: numbers. */
  readonly classes: number;
  /** Default: columns of numbers called x0, x1, ... */
  readonly columns?: readonly Column[];
}

/** Rows whose target hangs on the first column most, on the second less and on no other. */
export function estimatorData(rows: number, columns: number, classes: number, seed = 1): EstimatorData {
  const random = new RandomSource(seed);
  const x = Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => Math.fround(random.normal())),
  );
  const score = x.map(([a, b]) => 3 * a + b + 0.2 * random.normal());
  const limits = [...score].sort((a, b) => a - b);
  const y = score.map((value) => {
    if (classes === 0) return value;
    return Math.min(classes - 1, Math.floor((limits.indexOf(value) * classes) / rows));
  });
  return { x: matrixOf(x, columns), y, classes };
}

/** The estimator fitted on the data; the same seed, unless told otherwise. */
export async function fitEstimator(
  estimator: Estimator,
  { x, y, classes, columns }: EstimatorData,
  { seed = 1, progress = (_: number) => {} } = {},
): Promise<FittedEstimator> {
  return estimator.fit({
    x,
    columns: columns ?? Array.from({ length: x.columns }, (_, index) => numberColumn(`x${index}`)),
    target: { values: Float64Array.from(y), classes },
    random: new RandomSource(seed),
    progress,
  });
}

/** What a fitted estimator answers, by ONNX Runtime. */
export function answersOf(fitted: FittedEstimator, x: Matrix): Promise<Matrix> {
  return runTransform((graph, value) => fitted.emit(graph, value), x);
}

/** The estimator's nodes as the bytes of a file. */
export function bytesOf(fitted: FittedEstimator, columns: number): Uint8Array {
  const graph = new GraphBuilder('estimator');
  graph.output('y', fitted.emit(graph, graph.input('x', 'float', ['N', columns])));
  return writeModel(graph);
}

export interface Abilities {
  /** Whether missing values are values like others. Default false. */
  readonly missingAllowed?: boolean;
  /** Least number of rows that it fits on. Default 1. */
  readonly leastRows?: number;
  /** Whose name errors tell. Default its own. */
  readonly speaker?: string;
}

/** What every estimator must hold to. */
export function describeEstimator(
  name: string,
  makeEstimator: () => Estimator,
  { missingAllowed = false, leastRows = 1, speaker = makeEstimator().name }: Abilities = {},
): void {
  const { tasks } = makeEstimator();
  const classCounts = tasks.flatMap((task) => (task === 'regression' ? [0] : [2, 3]));

  describe.each(classCounts)(`${name} as an estimator, %d classes`, (classes) => {
    const data = estimatorData(120, 5, classes);

    it('learns the same from the same data and seed, to the byte', async () => {
      const estimator = makeEstimator();
      const first = await fitEstimator(estimator, data);
      await fitEstimator(estimator, estimatorData(60, 2, classes, 2));
      for (const again of [await fitEstimator(estimator, data), await fitEstimator(makeEstimator(), data)]) {
        expect(again.detail).toEqual(first.detail);
        expect(again.importances).toEqual(first.importances);
        expect(Buffer.compare(bytesOf(again, 5), bytesOf(first, 5))).toBe(0);
      }
    });

    it('emits the same nodes as often as asked', async () => {
      const fitted = await fitEstimator(makeEstimator(), data);
      expect(Buffer.compare(bytesOf(fitted, 5), bytesOf(fitted, 5))).toBe(0);
    });

    it('leaves its input as it was', async () => {
      const x = Float32Array.from(data.x.data);
      const y = [...data.y];
      await fitEstimator(makeEstimator(), data);
      expectSameNumbers(data.x.data, x);
      expectSameNumbers(data.y, y);
    });

    it('tells what it is and what it learned as plain data', async () => {
      const { detail = null } = await fitEstimator(makeEstimator(), data);
      expect(JSON.parse(JSON.stringify(detail))).toEqual(detail);
      const { parameters } = makeEstimator();
      expect(JSON.parse(JSON.stringify(parameters))).toEqual(parameters);
    });

    it('tells how far it is, from 0 to 1', async () => {
      const fractions: number[] = [];
      await fitEstimator(makeEstimator(), data, { progress: (fraction) => fractions.push(fraction) });
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
      expect(fractions.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
    });

    it.each([0, 1, 1000])('answers %d rows, each as if it were alone', async (rows) => {
      const fitted = await fitEstimator(makeEstimator(), data);
      const { x } = estimatorData(rows, 5, classes, 3);
      const answers = await answersOf(fitted, x);
      expect([answers.rows, answers.columns]).toEqual([rows, Math.max(1, classes)]);
      expect(answers.data.every(Number.isFinite)).toBe(true);
      for (const row of [0, rows >> 1, rows - 1].filter((index) => index >= 0 && index < rows)) {
        const alone = await answersOf(fitted, takeRows(x, [row]));
        // Products of matrices may be added up in another order for other numbers of rows.
        expectSameNumbers(alone.data, takeRows(answers, [row]).data, { tolerance: 1e-6, floor: 1 });
      }
      if (classes === 0) return;
      for (const row of rowsOf(answers)) {
        expect(Math.min(...row)).toBeGreaterThanOrEqual(0);
        expect(Math.abs(row.reduce((sum, share) => sum + share, 0) - 1)).toBeLessThan(1e-6);
      }
    });

    it('learns something', async () => {
      const seen = estimatorData(400, 5, classes);
      const unseen = estimatorData(200, 5, classes, 4);
      const answers = rowsOf(await answersOf(await fitEstimator(makeEstimator(), seen), unseen.x));
      if (classes === 0) {
        const squares = answers.reduce((sum, [answer], row) => sum + (answer - unseen.y[row]) ** 2, 0);
        // The target's variance is 10.
        expect(squares / answers.length).toBeLessThan(3);
      } else {
        const hits = answers.filter((row, index) => row.indexOf(Math.max(...row)) === unseen.y[index]);
        expect(hits.length / answers.length).toBeGreaterThan(0.75);
      }
    });

    it('holds the columns that matter for important, where it can tell', async () => {
      const { importances } = await fitEstimator(makeEstimator(), data);
      if (importances === undefined) return;
      expect(importances).toHaveLength(5);
      expect(importances.every((importance) => importance >= 0 && Number.isFinite(importance))).toBe(true);
      expect([...importances.keys()].sort((a, b) => importances[b] - importances[a]).slice(0, 2)).toEqual([
        0, 1,
      ]);
    });

    it('takes constant columns, and columns that repeat each other', async () => {
      const rows = rowsOf(data.x).map((row) => [...row, 7.1, row[0], row[1]]);
      const fitted = await fitEstimator(makeEstimator(), { ...data, x: matrixOf(rows) });
      expect((await answersOf(fitted, matrixOf(rows))).data.every(Number.isFinite)).toBe(true);
    });

    it('takes more columns than rows', async () => {
      const wide = estimatorData(Math.max(12, leastRows), 40, classes);
      const fitted = await fitEstimator(makeEstimator(), wide);
      expect((await answersOf(fitted, wide.x)).data.every(Number.isFinite)).toBe(true);
    });

    it('takes rows that repeat each other', async () => {
      const [row] = rowsOf(data.x);
      const x = matrixOf(data.y.map(() => row));
      const answers = await answersOf(await fitEstimator(makeEstimator(), { ...data, x }), takeRows(x, [0]));
      expect(answers.data.every(Number.isFinite)).toBe(true);
    });

    it.each([
      ...(missingAllowed ? [] : [['missing', Number.NaN] as const]),
      ['infinite', Number.POSITIVE_INFINITY] as const,
      ['infinite', Number.NEGATIVE_INFINITY] as const,
    ])('refuses %s values and names their columns', async (_, wrong) => {
      const rows = rowsOf(data.x);
      rows[7][2] = wrong;
      rows[59][3] = wrong;
      await expect(fitEstimator(makeEstimator(), { ...data, x: matrixOf(rows) })).rejects.toMatchObject({
        code: 'ESTIMATOR_UNFITTABLE',
        message: missingAllowed
          ? `Estimator '${speaker}' must see no infinite values, got some in x2, x3. Make them missing, or clip them.`
          : `Estimator '${speaker}' must see no missing or infinite values, got some in x2, x3. Put an impute step before it.`,
      });
    });

    it.each([
      [Number.NaN, 'be finite in every row, got NaN in row 4.'],
      [Number.NEGATIVE_INFINITY, 'be finite in every row, got -Infinity in row 4.'],
      [1e39, 'be within the range of float32 in every row, got 1e+39 in row 4. Choose a larger unit for it.'],
    ])('refuses a target of %d', async (wrong, message) => {
      const y = data.y.map((value, row) => (row === 3 ? wrong : value));
      await expect(fitEstimator(makeEstimator(), { ...data, y })).rejects.toMatchObject({
        code: 'ESTIMATOR_UNFITTABLE',
        message: `The target of estimator '${speaker}' must ${message}`,
      });
    });

    it.each<[Matrix, string]>([
      [matrixOf([], 3), '0 rows of 3 columns'],
      [{ data: new Float32Array(0), rows: 2, columns: 0 }, '2 rows of 0 columns'],
    ])('refuses to learn from nothing', async (x, received) => {
      const nothing = { x, y: [0, 1].slice(0, x.rows), classes };
      await expect(fitEstimator(makeEstimator(), nothing)).rejects.toMatchObject({
        code: 'ESTIMATOR_UNFITTABLE',
        message: `Estimator '${speaker}' must see rows and columns, got ${received}.`,
      });
    });

    if (classes === 0) {
      it('answers a constant target everywhere', async () => {
        const fitted = await fitEstimator(makeEstimator(), { ...data, y: data.y.map(() => 0.1) });
        expectSameNumbers((await answersOf(fitted, data.x)).data, new Array(120).fill(0.1), {
          tolerance: 1e-6,
        });
      });

      it(`takes ${leastRows} rows`, async () => {
        const few = estimatorData(leastRows, 3, 0);
        const { data: answers } = await answersOf(await fitEstimator(makeEstimator(), few), few.x);
        expect(answers.every(Number.isFinite)).toBe(true);
        if (leastRows === 1) expectSameNumbers(answers, few.y, { tolerance: 1e-6 });
      });
    } else {
      it('refuses a target of one class', async () => {
        const alike = { ...data, y: data.y.map(() => 1) };
        await expect(fitEstimator(makeEstimator(), alike)).rejects.toMatchObject({
          code: 'ESTIMATOR_UNFITTABLE',
          message: `The target of estimator '${speaker}' must hold two classes at least, got one. Gather rows of the other classes.`,
        });
      });

      it('gives a class that no row has next to no probability', async () => {
        const fitted = await fitEstimator(makeEstimator(), { ...data, classes: classes + 1 });
        for (const row of rowsOf(await answersOf(fitted, data.x))) {
          expect(row[classes]).toBeLessThan(0.01);
          expect(Math.abs(row.reduce((sum, share) => sum + share, 0) - 1)).toBeLessThan(1e-6);
        }
      });
    }

    if (missingAllowed) {
      it('takes missing values, and columns that hold nothing else', async () => {
        const random = new RandomSource(8);
        const rows = rowsOf(data.x).map((row) => [
          ...row.map((value) => (random.integer(6) === 0 ? Number.NaN : value)),
          Number.NaN,
        ]);
        const fitted = await fitEstimator(makeEstimator(), { ...data, x: matrixOf(rows) });
        const { data: answers } = await answersOf(fitted, matrixOf(rows));
        expect(answers.every(Number.isFinite)).toBe(true);
        expect(fitted.importances?.[5] ?? 0).toBe(0);
      });

      it('answers rows with missing values where none were when it learned', async () => {
        const fitted = await fitEstimator(makeEstimator(), data);
        const x = matrixOf(rowsOf(data.x).map((row) => row.map(() => Number.NaN)));
        expect((await answersOf(fitted, x)).data.every(Number.isFinite)).toBe(true);
      });
    }
  });
}
