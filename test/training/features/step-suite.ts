import { type Matrix, takeRows } from '../../../src/contract';
import { RandomSource } from '../../../src/data';
import type { Step } from '../../../src/training';
import { fitPipeline } from '../../../src/training/pipeline';
import { runTransform } from '../../../src/training/run-graph';
import { identityTarget } from '../../../src/training/target-transform';
import { runModel } from '../../support/run-model';
import { expectSameNumbers } from '../../support/same-numbers';
import { matrixOf, rowsOf } from '../matrices';
import { bytesOf, fitAlone, fitTransform, type StepData, selected, targetOf } from './fit-alone';
import { matrixEstimator } from './matrix-estimator';

export interface StepSuite extends StepData {
  /** Rows that come after fitting, in the same columns: unseen values, extremes. */
  readonly later: Matrix;
  /**
   * What becomes of a row in which everything is missing: every output is `missing` too, or a `number`;
   * `none` for a step that makes no columns.
   */
  readonly allMissing: 'missing' | 'number' | 'none';
}

/** What every step must hold to; the data have at least one column that the step selects. */
export function describeStep(name: string, makeStep: () => Step, suite: StepSuite): void {
  const { columns, x, later, allMissing } = suite;

  describe(`${name} as a step`, () => {
    it('learns the same from the same data, whatever it was fitted on before', async () => {
      const step = makeStep();
      const first = await fitAlone(step, suite);
      await fitAlone(step, { ...suite, x: takeRows(x, [0, 1, 2]) });
      for (const again of [await fitAlone(step, suite), await fitAlone(makeStep(), suite)]) {
        expect(again.detail).toEqual(first.detail);
        if (!('emit' in first && 'emit' in again)) {
          expect(again).toEqual(first);
          continue;
        }
        expect(again.outputs).toEqual(first.outputs);
        const width = selected(step, suite).columns.length;
        expect(Buffer.compare(bytesOf(again, width), bytesOf(first, width))).toBe(0);
      }
    });

    it('leaves its input as it was', async () => {
      const before = Float32Array.from(x.data);
      const fitted = await fitAlone(makeStep(), suite);
      if ('emit' in fitted) await runTransform(fitted.emit, selected(makeStep(), suite).x);
      expectSameNumbers(x.data, before);
    });

    it('tells what it learned as plain data', async () => {
      const { detail } = await fitAlone(makeStep(), suite);
      if (detail !== undefined) expect(JSON.parse(JSON.stringify(detail))).toEqual(detail);
    });

    it('can be fitted on one row', async () => {
      const complete = rowsOf(x).find((row) => !row.some(Number.isNaN));
      if (complete === undefined) throw new Error('the suite needs a row without missing values');
      const one = { ...suite, x: matrixOf([complete]) };
      const fitted = await fitAlone(makeStep(), one);
      if (!('emit' in fitted)) return;
      const made = await runTransform(fitted.emit, selected(makeStep(), one).x);
      expect(made.columns).toBe(fitted.outputs.length);
      expect(made.data.every(Number.isFinite)).toBe(true);
    });

    it('is left out where nothing is selected', async () => {
      const { estimator, seen } = matrixEstimator();
      const idle: Step = { ...makeStep(), columns: () => [] };
      const { steps } = await fitPipeline([idle], estimator, pipelineInput(suite));
      expect(steps).toEqual([]);
      expect(seen()).toEqual(x);
    });

    it('makes in the finished model what it made in training', async () => {
      const { estimator, seen } = matrixEstimator();
      const pipeline = await fitPipeline([makeStep()], estimator, pipelineInput(suite));
      const served = await runModel(pipeline.toOnnx({}, ''), x);
      const fitted = await fitAlone(makeStep(), suite);
      expect([seen().rows, seen().columns]).toEqual([x.rows, pipeline.columns.length]);
      // What a step that has seen the target gives to training differs on purpose.
      if ('emit' in fitted && fitted.trainingOutput !== undefined) {
        const { rows, columns: width } = fitted.trainingOutput;
        expect([rows, width]).toEqual([x.rows, fitted.outputs.length]);
      } else expectSameNumbers(served.data, seen().data);
    });

    if (allMissing === 'none') {
      it('keeps some of the columns it selects, each once and in order', async () => {
        const fitted = await fitAlone(makeStep(), suite);
        if (!('kept' in fitted)) throw new Error('the step makes columns');
        const width = selected(makeStep(), suite).columns.length;
        const isAscending = fitted.kept.every((index, at) => at === 0 || index > fitted.kept[at - 1]);
        expect(isAscending && fitted.kept.every((index) => index >= 0 && index < width)).toBe(true);
      });
      return;
    }

    it('makes the columns that it names', async () => {
      const fitted = await fitTransform(makeStep(), suite);
      expect(fitted.outputs.length).toBeGreaterThan(0);
      for (const rows of [takeRows(x, []), takeRows(x, [0]), x, later, tall(x, 1000)]) {
        const made = await runTransform(fitted.emit, selected(makeStep(), { columns, x: rows }).x);
        expect([made.rows, made.columns]).toEqual([rows.rows, fitted.outputs.length]);
      }
    });

    it('names each column once, and none that it leaves beside them', async () => {
      const { estimator } = matrixEstimator();
      const pipeline = await fitPipeline([makeStep()], estimator, pipelineInput(suite));
      const names = pipeline.columns.map((column) => column.name);
      expect([...new Set(names)]).toEqual(names);
    });

    it('names the features that each column comes from', async () => {
      const { outputs } = await fitTransform(makeStep(), suite);
      const known = new Set(selected(makeStep(), suite).columns.flatMap(({ features }) => features));
      for (const { features } of outputs) {
        expect(features.length).toBeGreaterThan(0);
        expect(features.filter((feature) => !known.has(feature))).toEqual([]);
      }
    });

    it('calls only columns of codes categories', async () => {
      const { outputs } = await fitTransform(makeStep(), suite);
      for (const { kind, categories } of outputs) expect(categories !== undefined).toBe(kind === 'category');
    });

    it('makes the same of a row alone as among others', async () => {
      const fitted = await fitTransform(makeStep(), suite);
      const rows = selected(makeStep(), { columns, x: tall(later, 100) }).x;
      const together = await runTransform(fitted.emit, rows);
      for (let row = 0; row < later.rows; row++) {
        const alone = await runTransform(fitted.emit, takeRows(rows, [row]));
        expectSameNumbers(alone.data, takeRows(together, [row]).data);
      }
    });

    it(`makes of missing values alone ${allMissing === 'missing' ? 'missing values' : 'numbers'}`, async () => {
      const fitted = await fitTransform(makeStep(), suite);
      const width = selected(makeStep(), suite).columns.length;
      const { data } = await runTransform(fitted.emit, matrixOf([new Array<number>(width).fill(Number.NaN)]));
      expect(data.every(allMissing === 'missing' ? Number.isNaN : Number.isFinite)).toBe(true);
    });
  });
}

function pipelineInput(data: StepData) {
  return {
    x: data.x,
    columns: data.columns,
    target: targetOf(data),
    transform: identityTarget,
    random: new RandomSource(1),
  };
}

/** The rows again and again. */
function tall(x: Matrix, rows: number): Matrix {
  return takeRows(
    x,
    Array.from({ length: rows }, (_, row) => row % x.rows),
  );
}
