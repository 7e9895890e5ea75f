import { PredictqlError } from './errors';
import { type Outputs, type OutputTensor, outputError } from './output-tensor';
import type { SupervisedPrediction } from './prediction';
import type { Target } from './target';

/**
 * The prediction in the outputs of a model that was trained here: `prediction` float32 [N, 1], or `label`
 * int64 [N] and `probabilities` float32 [N, classes].
 *
 * @throws PredictqlError `PREDICTION_FAILED` when an output is missing or has another type or shape, or when
 *   a label is not the index of a class; `CONTRACT_INVALID` when the target is tensors
 */
export function readPrediction(target: Target, outputs: Outputs, rows: number): SupervisedPrediction {
  if (target.task === 'regression') {
    return { task: 'regression', values: floatOutput(outputs, 'prediction', rows, 1) };
  }
  if (target.task === 'tensors') {
    throw new PredictqlError('CONTRACT_INVALID', {
      subject: `Target '${target.name}'`,
      expected: 'be a number or a class for a model that is fed a matrix',
      received: 'tensors',
    });
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

function floatOutput(outputs: Outputs, name: string, rows: number, columns: number): Float32Array {
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
