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
 * @throws PredictqlError `PREDICTION_FAILED` when an output is missing or has another type or shape, or when
 *   a label is not the index of a class
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
  if (!(label?.data instanceof BigInt64Array && hasShape(label, label.data.length, rows, 1))) {
    throw outputError('label', `be int64 [${rows}]`, label);
  }
  // Models from elsewhere may label their classes by other numbers than their places.
  const stranger = label.data.find((index) => index < 0n || index >= classes);
  if (stranger !== undefined) {
    throw outputError('label', `hold indices of classes, 0 to ${classes - 1}`, label, String(stranger));
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
  if (output?.data instanceof Float32Array && hasShape(output, output.data.length, rows, columns)) {
    return output.data;
  }
  throw outputError(name, `be float32 [${rows}, ${columns}]`, output);
}

/** Whether a tensor is [rows, columns]; a single column may also be [rows]. */
function hasShape({ dims }: OutputTensor, length: number, rows: number, columns: number): boolean {
  const [height, width = 1] = dims;
  return dims.length <= 2 && height === rows && width === columns && length === rows * columns;
}

function outputError(
  name: string,
  expected: string,
  output: OutputTensor | undefined,
  received = output === undefined ? 'no such output' : `a tensor of shape [${output.dims.join(', ')}]`,
): PredictqlError {
  return new PredictqlError('PREDICTION_FAILED', {
    subject: `Output '${name}' of the model`,
    expected,
    received,
    remedy: 'Train the model again, or correct its contract.',
  });
}
