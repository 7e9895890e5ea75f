import type { GraphBuilder } from '../graph-builder';
import { mismatch } from '../shape';
import { floats, int64s } from '../tensor';
import type { Value } from '../value';

/** One axis more, of length 1, at the end: [N, C] to [N, C, 1]. */
export function withLastAxis(graph: GraphBuilder, x: Value): Value {
  const axis = graph.constant(int64s([-1]));
  return graph.node('Unsqueeze', [x, axis], [{ type: x.type, shape: [...x.shape, 1] }])[0];
}

/**
 * Sums of floats over the last axis, which goes: [N, C, K] to [N, C]. As a product with a column of ones,
 * because ONNX Runtime's ReduceSum leaves a batch without rows its last axis.
 */
export function sumOfLastAxis(graph: GraphBuilder, x: Value): Value {
  const length = x.shape.at(-1);
  if (typeof length !== 'number' || x.type !== 'float') {
    throw mismatch('MatMul', 'take floats with a last axis of known length', [x]);
  }
  const shape = x.shape.slice(0, -1);
  const ones = graph.constant(floats(new Float32Array(length).fill(1), [length, 1]));
  const [sums] = graph.node('MatMul', [x, ones], [{ type: x.type, shape: [...shape, 1] }]);
  const axis = graph.constant(int64s([-1]));
  return graph.node('Squeeze', [sums, axis], [{ type: x.type, shape }])[0];
}
