import { floats, GraphBuilder, int64s, operators } from '../../../src/onnx';
import { runGraph } from '../../support/run-graph';
import { heights } from './awkward-numbers';

describe.each(heights)('with %d rows', (rows) => {
  const values = Array.from({ length: rows * 2 }, (_, at) => at);
  const x = { type: 'float', shape: [rows, 2], values } as const;

  it('adds an axis at the end', async () => {
    const result = await runGraph(operators.withLastAxis, x);
    expect(result).toEqual({ type: 'float32', shape: [rows, 2, 1], values });
  });

  it('sums over the last axis', async () => {
    const { shape, values: sums } = await runGraph((graph, input) => {
      const spread = operators.multiply(
        graph,
        operators.withLastAxis(graph, input),
        graph.constant(floats([1, 2, 3], [1, 1, 3])),
      );
      return operators.sumOfLastAxis(graph, spread);
    }, x);
    expect(shape).toEqual([rows, 2]);
    expect(sums).toEqual(values.map((value) => value * 6));
  });
});

describe('sumOfLastAxis', () => {
  const graph = new GraphBuilder('test');

  it.each([
    ['a scalar', graph.constant(floats([1], [])), 'float[]'],
    ['an axis of open length', graph.input('x', 'float', ['N']), 'float[N]'],
    ['whole numbers', graph.constant(int64s([1, 2])), 'int64[2]'],
  ])('cannot sum %s', (_, value, received) => {
    expect(() => operators.sumOfLastAxis(graph, value)).toThrow(
      `Operator MatMul must take floats with a last axis of known length, got ${received}`,
    );
  });
});
