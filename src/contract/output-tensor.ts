import { PredictqlError } from './errors';

/** An output tensor, as ONNX Runtime gives it. */
export interface OutputTensor {
  readonly data: unknown;
  readonly dims: readonly number[];
  /** Its dtype; `float32` and so on. */
  readonly type?: string;
}

export type Outputs = Readonly<Record<string, OutputTensor | undefined>>;

/** The error of a model that does not answer as its contract says. */
export function outputError(
  name: string,
  expected: string,
  output: OutputTensor | undefined,
  received = output === undefined
    ? 'no such output'
    : `${output.type ?? 'a tensor of shape'} [${output.dims.join(', ')}]`,
): PredictqlError {
  return new PredictqlError('PREDICTION_FAILED', {
    subject: `Output '${name}' of the model`,
    expected,
    received,
    remedy: 'Train the model again, or correct its contract.',
  });
}
