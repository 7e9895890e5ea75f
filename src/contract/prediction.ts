import { PredictqlError } from './errors';
import type { Matrix } from './matrix';
import type { Target } from './target';

/** What a model answered to a batch, one entry per row and in order. */
export type Prediction =
  | {
      readonly task: 'regression';
      /** float32 [rows], in the target's unit */
      readonly values: Float32Array;
    }
  | {
      readonly task: 'classification';
      /** class index of each row, [rows] */
      readonly labels: Int32Array;
      /** float32 [rows, classes], classes in contract order; each row sums to 1 within 1e-6 */
      readonly probabilities: Matrix;
    };

/** An output tensor, as ONNX Runtime gives it. */
interface OutputTensor {
  readonly data: unknown;
  readonly dims: readonly number[];
}

/**
 * The prediction in the outputs of a model: `prediction` float32 [N, 1], or `label` int64 [N] and
 * `probabilities` float32 [N, classes].
 *
 * @throws PredictqlError `PREDICTION_FAILED` when an output is missing or has another type or shape
 */
export function readPrediction(
  target: Target,
  outputs: Readonly<Record<string, OutputTensor | undefined>>,
  rows: number,
): Prediction {
  if (target.task === 'regression') {
    return { task: 'regression', values: floatOutput(outputs, 'prediction', rows, 1) };
  }
  const classes = target.classes.length;
  const probabilities = floatOutput(outputs, 'probabilities', rows, classes);
  const { label } = outputs;
  if (!(label?.data instanceof BigInt64Array) || label.data.length !== rows) {
    throw outputError('label', `int64 [${rows}]`, label);
  }
  return {
    task: 'classification',
    labels: Int32Array.from(label.data, Number),
    probabilities: { data: probabilities, rows, columns: classes },
  };
}

function floatOutput(
  outputs: Readonly<Record<string, OutputTensor | undefined>>,
  name: string,
  rows: number,
  columns: number,
): Float32Array {
  const output = outputs[name];
  if (output?.data instanceof Float32Array && output.data.length === rows * columns) return output.data;
  throw outputError(name, `float32 [${rows}, ${columns}]`, output);
}

function outputError(name: string, expected: string, output: OutputTensor | undefined): PredictqlError {
  return new PredictqlError('PREDICTION_FAILED', {
    subject: `Output '${name}' of the model`,
    expected: `be ${expected}`,
    received: output === undefined ? 'no such output' : `a tensor of shape [${output.dims.join(', ')}]`,
    remedy: 'Train the model again, or correct its contract.',
  });
}
