import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type Matrix, matrix } from '../contract';
import { GraphBuilder, type Value, writeModel } from '../onnx';

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
  const { y } = await runModel(writeModel(graph), { x });
  return y;
}

/** Runs a model whose inputs and outputs are all float32 or int64 matrices or vectors. */
export async function runModel(
  model: Uint8Array,
  inputs: Readonly<Record<string, Matrix>>,
): Promise<Record<string, Matrix>> {
  const session = await InferenceSession.create(model, sessionOptions);
  try {
    const feeds = Object.entries(inputs).map(([name, { data, rows, columns }]) => [
      name,
      new Tensor('float32', data, [rows, columns]),
    ]);
    const results = await session.run(Object.fromEntries(feeds));
    return Object.fromEntries(
      Object.entries(results).map(([name, { data, dims }]) => {
        const numbers =
          data instanceof Float32Array ? data : Float32Array.from(data as BigInt64Array, Number);
        return [name, matrix(numbers, dims[0], dims[1] ?? 1)];
      }),
    );
  } finally {
    await session.release();
  }
}
