import { type Matrix, matrix, readPrediction, type SupervisedPrediction, type Target } from '../contract';
import { GraphBuilder, InferenceSession, RuntimeTensor, type Value, writeModel } from '../onnx';

/** One thread, so that sums are added in the same order whatever the machine. */
const sessionOptions: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
};

/**
 * The matrix that a transform makes of another, by running its nodes in ONNX Runtime.
 *
 * @param x - float32 [rows, columns]
 * @returns float32 [rows, outputs]
 */
export async function runTransform(
  emit: (graph: GraphBuilder, x: Value) => Value,
  x: Matrix,
): Promise<Matrix> {
  const graph = new GraphBuilder('step');
  graph.output('y', emit(graph, graph.input('x', 'float', ['N', x.columns])));
  const { y } = await run(writeModel(graph), 'x', x);
  return matrix(y.data as Float32Array, y.dims[0], y.dims[1]);
}

/**
 * What a finished pipeline answers to a matrix.
 *
 * @param x - float32 [rows, features], contract order
 */
export async function runPipeline(
  model: Uint8Array,
  target: Target,
  x: Matrix,
): Promise<SupervisedPrediction> {
  return readPrediction(target, await run(model, 'features', x), x.rows);
}

async function run(model: Uint8Array, input: string, { data, rows, columns }: Matrix) {
  const session = await InferenceSession.create(model, sessionOptions);
  try {
    return await session.run({ [input]: new RuntimeTensor('float32', data, [rows, columns]) });
  } finally {
    await session.release();
  }
}
