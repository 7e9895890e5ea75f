import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type Matrix, matrix } from '../../src/contract';

/**
 * What a model's `prediction` is for a matrix of `features`, or its `probabilities` if it has classes, however
 * many columns that has.
 */
export async function runModel(model: Uint8Array, { data, rows, columns }: Matrix): Promise<Matrix> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  try {
    const outputs = await session.run({ features: new Tensor('float32', data, [rows, columns]) });
    const answer = outputs.prediction ?? outputs.probabilities;
    return matrix(answer.data as Float32Array, answer.dims[0], answer.dims[1]);
  } finally {
    await session.release();
  }
}
