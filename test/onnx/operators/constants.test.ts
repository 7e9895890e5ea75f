import { GraphBuilder, operators } from '../../../src/onnx';
import { runGraph } from '../../support/run-graph';

describe.each([
  ['float', 'float32', Math.fround(0.1)],
  ['double', 'float64', 0.1],
] as const)('of %s', (type, named, tenth) => {
  const x = { type, shape: [2, 2], values: [1, 2, 3, 4] } as const;

  it('a scalar goes with every element', async () => {
    const result = await runGraph(
      (graph, input) =>
        operators.add(
          graph,
          operators.multiply(graph, input, operators.scalar(graph, 0, type)),
          operators.scalar(graph, 0.1, type),
        ),
      x,
    );
    expect(result).toEqual({ type: named, shape: [2, 2], values: [tenth, tenth, tenth, tenth] });
  });

  it('a row goes with every row of a matrix', async () => {
    const result = await runGraph(
      (graph, input) => operators.multiply(graph, input, operators.rowOf(graph, [10, -1], type)),
      x,
    );
    expect(result.values).toEqual([10, -2, 30, -4]);
  });
});

describe('a constant', () => {
  it('is one value however often it is asked for', () => {
    const graph = new GraphBuilder('test');
    expect(operators.scalar(graph, 7)).toBe(operators.scalar(graph, 7));
    expect(operators.rowOf(graph, [7, 8], 'int64')).toMatchObject({ type: 'int64', shape: [1, 2] });
    expect(operators.rowOf(graph, [])).toMatchObject({ type: 'float', shape: [1, 0] });
  });
});
