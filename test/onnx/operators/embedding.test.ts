import { floats, GraphBuilder, operators } from '../../../src/onnx';
import { runGraph } from '../../support/run-graph';
import { heights } from './awkward-numbers';

const table = floats([0, 1, 10, 11, 20, 21], [3, 2]);

describe('embed', () => {
  it.each(heights)('puts rows of a table side by side, for %d rows', async (rows) => {
    const indices = Array.from({ length: rows * 3 }, (_, at) => (at * 2) % 3);
    const { type, shape, values } = await runGraph(
      (graph, input) => operators.embed(graph, graph.constant(table), input),
      { type: 'int64', shape: [rows, 3], values: indices },
    );
    expect({ type, shape }).toEqual({ type: 'float32', shape: [rows, 6] });
    expect(values).toEqual(indices.flatMap((index) => [10 * index, 10 * index + 1]));
  });

  it('takes a matrix of int64 indices', () => {
    const graph = new GraphBuilder('test');
    const constant = graph.constant(table);
    expect(() => operators.embed(graph, constant, graph.input('x', 'float', ['N', 3]))).toThrow(
      'must take int64 indices, got float[3, 2] and float[N, 3]',
    );
    expect(() => operators.embed(graph, constant, graph.input('y', 'int64', ['N']))).toThrow(
      'must take a matrix with a known number of columns, got int64[N]',
    );
  });
});
