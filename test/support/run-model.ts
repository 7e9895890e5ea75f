import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type Matrix, matrix } from '../../src/contract';

/** What a regression model's `prediction` is for a matrix of `features`, however many columns it has. */
export async function runModel(model: Uint8Array, { data, rows, columns }: Matrix): Promise<Matrix> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  try {
    const { prediction } = await session.run({ features: new Tensor('float32', data, [rows, columns]) });
    return matrix(prediction.data as Float32Array, prediction.dims[0], prediction.dims[1]);
  } finally {
    await session.release();
  }
}
