import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type ElementType, GraphBuilder, type Value, writeModel } from '../../src/onnx';

/** A tensor to feed: numbers of the element type, row after row. */
export interface Feed {
  readonly type: Exclude<ElementType, 'string'>;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** A tensor that came out, its elements as numbers. */
export interface Result {
  readonly type: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** What the graph of one value answers in ONNX Runtime; the first axis of every input is open. */
export async function runGraph(
  build: (graph: GraphBuilder, ...inputs: Value[]) => Value,
  ...feeds: readonly Feed[]
): Promise<Result> {
  const graph = new GraphBuilder('test');
  const inputs = feeds.map(({ type, shape }, index) =>
    graph.input(`input_${index}`, type, ['N', ...shape.slice(1)]),
  );
  graph.output('result', build(graph, ...inputs));
  const session = await InferenceSession.create(writeModel(graph), { logSeverityLevel: 3 });
  try {
    const { result } = await session.run(
      Object.fromEntries(feeds.map((feed, index) => [`input_${index}`, tensorOf(feed)])),
    );
    return {
      type: result.type,
      shape: result.dims,
      values: Array.from(result.data as ArrayLike<number>, Number),
    };
  } finally {
    await session.release();
  }
}

function tensorOf({ type, shape, values }: Feed): Tensor {
  switch (type) {
    case 'float':
      return new Tensor('float32', Float32Array.from(values), shape);
    case 'double':
      return new Tensor('float64', Float64Array.from(values), shape);
    case 'int32':
      return new Tensor('int32', Int32Array.from(values), shape);
    case 'int64':
      return new Tensor('int64', BigInt64Array.from(Array.from(values), BigInt), shape);
    case 'bool':
      return new Tensor('bool', Uint8Array.from(values), shape);
    case 'uint8':
      return new Tensor('uint8', Uint8Array.from(values), shape);
    default:
      return type satisfies never;
  }
}
