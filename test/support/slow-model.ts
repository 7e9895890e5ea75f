import { floats, GraphBuilder, int64s, operators, writeModel } from '../../src/onnx';

/**
 * A model that answers its one feature x after a detour of x³ multiplications: next to nothing for 2, and
 * a good part of a second for 3,000.
 */
export function slowModel(): Uint8Array {
  const graph = new GraphBuilder('slow');
  const x = graph.input('features', 'float', ['N', 1]);
  const [largest] = graph.node('ReduceMax', [x], [{ type: 'float', shape: [1, 1] }]);
  const size = operators.cast(graph, largest, 'int64');
  const flat = { type: 'int64', shape: [1] } as const;
  const [side] = graph.node('Reshape', [size, graph.constant(int64s([1]))], [flat]);
  const [sides] = graph.node('Concat', [side, side], [{ type: 'int64', shape: [2] }], {
    attributes: { axis: { int: 0 } },
  });
  const square = { type: 'float', shape: ['side', 'side'] } as const;
  const [ones] = graph.node('Expand', [graph.constant(floats([1], [1, 1])), sides], [square]);
  const [product] = graph.node('MatMul', [ones, ones], [square]);
  const [most] = graph.node('ReduceMax', [product], [{ type: 'float', shape: [1, 1] }]);
  const nothing = operators.multiply(graph, most, graph.constant(floats([0], [1, 1])));
  graph.output('prediction', operators.add(graph, x, nothing));
  return writeModel(graph);
}
