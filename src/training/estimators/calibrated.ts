import { type Matrix, PredictqlError, takeRows } from '../../contract';
import { kFold } from '../../data';
import { type GraphBuilder, operators, type Value } from '../../onnx';
import type { FitCalibrator, FittedCalibrator } from '../calibration/calibrator';
import { fitIsotonic } from '../calibration/isotonic';
import { fitPlatt } from '../calibration/platt';
import type { Estimator, EstimatorInput } from '../estimator';
import { assertWhole } from '../parameter';
import { runTransform } from '../run-graph';

export interface CalibratedOptions {
  /** `isotonic` takes any rising shape and wants some thousand rows; `platt` a logistic one. */
  readonly method?: 'isotonic' | 'platt';
  /** Parts of the data that are predicted unseen. Default 5. */
  readonly folds?: number;
}

const methods: Readonly<Record<'isotonic' | 'platt', FitCalibrator>> = {
  isotonic: fitIsotonic,
  platt: fitPlatt,
};

/**
 * A classifier whose probabilities are corrected inside the graph. The correction is learned from
 * out-of-fold probabilities; the classifier itself from all rows. Of more than two classes each is
 * corrected against the others, and the results are divided by their sum.
 *
 * @throws PredictqlError `PARAMETER_INVALID` when the estimator is no classifier, the method unknown, or
 *   folds no whole number from 2
 */
export function calibrated(
  estimator: Estimator,
  { method = 'platt', folds = 5 }: CalibratedOptions = {},
): Estimator {
  if (!estimator.tasks.includes('classification')) {
    throw new PredictqlError('PARAMETER_INVALID', {
      subject: "The estimator of 'calibrated'",
      expected: 'be one for classification',
      received: estimator.name,
    });
  }
  const owner = "estimator 'calibrated'";
  assertWhole(owner, 'folds', folds, 2);
  if (!Object.hasOwn(methods, method)) {
    throw new PredictqlError('PARAMETER_INVALID', {
      subject: `Parameter 'method' of ${owner}`,
      expected: `be ${Object.keys(methods).join(' or ')}`,
      received: method,
    });
  }
  return {
    name: `calibrated ${estimator.name}`,
    tasks: ['classification'],
    parameters: { method, folds, estimator: estimator.name, parameters: estimator.parameters },
    async fit(input) {
      const { classes, values } = input.target;
      // The classifier on all rows first: it knows best what is wrong with data that it cannot learn from.
      const fitted = await estimator.fit({
        ...input,
        random: input.random.fork('whole'),
        progress: (fraction) => input.progress(fraction / (folds + 1)),
      });
      const unseen = await outOfFold(estimator, input, folds);
      // The second of two classes says all of both.
      const corrected = classes === 2 ? [1] : Array.from({ length: classes }, (_, index) => index);
      const calibrators = corrected.map((index) =>
        methods[method](
          Float64Array.from({ length: unseen.rows }, (_, row) => unseen.data[row * classes + index]),
          Uint8Array.from(values, (value) => (value === index ? 1 : 0)),
        ),
      );
      return {
        emit: (graph, x) => emitCorrected(graph, fitted.emit(graph, x), corrected, calibrators),
        ...(fitted.importances !== undefined && { importances: fitted.importances }),
        detail: { calibrators: calibrators.map(({ detail }) => detail), estimator: fitted.detail ?? {} },
      };
    },
  };
}

/** Probabilities of every row by a classifier that has not seen it: float32 [rows, classes]. */
async function outOfFold(estimator: Estimator, input: EstimatorInput, k: number): Promise<Matrix> {
  const { x, target, random, progress } = input;
  const probabilities = new Float32Array(x.rows * target.classes);
  const parts = kFold(x.rows, { k, seed: random.fork('folds').integer(2 ** 31), stratifyBy: target.values });
  for (const [fold, { train, validation }] of parts.entries()) {
    const fitted = await estimator.fit({
      ...input,
      x: takeRows(x, train),
      target: { ...target, values: Float64Array.from(train, (row) => target.values[row]) },
      random: random.fork(`fold ${fold}`),
      progress: (fraction) => progress((1 + fold + fraction) / (k + 1)),
    });
    const { data } = await runTransform((graph, value) => fitted.emit(graph, value), takeRows(x, validation));
    for (const [at, row] of validation.entries()) {
      probabilities.set(data.subarray(at * target.classes, (at + 1) * target.classes), row * target.classes);
    }
  }
  return { data: probabilities, rows: x.rows, columns: target.classes };
}

function emitCorrected(
  graph: GraphBuilder,
  probabilities: Value,
  corrected: readonly number[],
  calibrators: readonly FittedCalibrator[],
): Value {
  const [none, certain] = [operators.scalar(graph, 0), operators.scalar(graph, 1)];
  const parts = corrected.map((index, at) => {
    const part = calibrators[at].emit(graph, operators.gatherColumns(graph, probabilities, [index]));
    // Rounding may carry a sum of slopes past its ends.
    return operators.clip(graph, part, none, certain);
  });
  if (parts.length === 1) {
    return operators.concatColumns(graph, [operators.subtract(graph, certain, parts[0]), parts[0]]);
  }
  // Where every class is given up, each is as likely as the next.
  const floor = operators.scalar(graph, 1e-9);
  const all = operators.maximum(graph, operators.concatColumns(graph, parts), floor);
  const sum = operators.withLastAxis(graph, operators.sumOfLastAxis(graph, all));
  return operators.divide(graph, all, sum);
}
