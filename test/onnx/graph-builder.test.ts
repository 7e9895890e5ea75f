import { PredictqlError } from '../../src/contract';
import { doubles, floats, GraphBuilder, int64s, operators, strings, type Value } from '../../src/onnx';
import { runGraph } from '../support/run-graph';

function newGraph() {
  const graph = new GraphBuilder('house');
  return { graph, x: graph.input('x', 'float', ['N', 2]) };
}

/** Names of a finished graph, in order. */
function namesOf(graph: GraphBuilder) {
  const { node, initializer, input, output } = graph.finish().graph;
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
  return { nodes: names(node), constants: names(initializer), inputs: names(input), outputs: names(output) };
}

describe('names', () => {
  it('count in the order of calls', () => {
    const { graph, x } = newGraph();
    const sum = operators.add(graph, x, graph.constant(floats([1], [])));
    graph.output('y', operators.multiply(graph, sum, graph.constant(floats([2], []))));
    expect(namesOf(graph)).toEqual({
      nodes: ['Add_0', 'Mul_1', 'Identity_2'],
      constants: ['constant_0', 'constant_1'],
      inputs: ['x'],
      outputs: ['y'],
    });
    expect(graph.finish().graph.node.map(({ input, output }) => [input, output])).toEqual([
      [['x', 'constant_0'], ['value_0']],
      [['value_0', 'constant_1'], ['value_1']],
      [['value_1'], ['y']],
    ]);
    expect(graph.finish().graph.name).toBe('house');
  });

  it.each<[string, string, (graph: GraphBuilder, x: Value) => unknown]>([
    ['two inputs', 'x', (graph) => graph.input('x', 'float', ['N', 2])],
    ['two outputs', 'y', (graph, x) => [graph.output('y', x), graph.output('y', x)]],
    ['an output and an input', 'x', (graph, x) => graph.output('x', x)],
    [
      'an input and a constant',
      'constant_0',
      (graph) => [graph.constant(floats([1])), graph.input('constant_0', 'float', [])],
    ],
    ['an output and a value', 'value_0', (graph, x) => graph.output('value_0', operators.negate(graph, x))],
  ])('are not shared by %s', (_, name, build) => {
    const { graph, x } = newGraph();
    expect(() => build(graph, x)).toThrow(
      expect.objectContaining({
        code: 'GRAPH_INVALID',
        message: `Graph 'house' must give every value a name of its own, got '${name}' twice.`,
      }),
    );
  });
});

describe('values of another graph', () => {
  const twin = newGraph();

  it.each<[string, (graph: GraphBuilder, own: Value) => unknown]>([
    ['Neg', (graph) => operators.negate(graph, twin.x)],
    ['Add', (graph, own) => operators.add(graph, own, twin.x)],
    ['output', (graph) => graph.output('y', twin.x)],
    ['output', (graph, own) => graph.output('y', { ...own })],
  ])('are refused by %s, though they have the same name', (reader, build) => {
    const { graph, x } = newGraph();
    expect(() => build(graph, x)).toThrow(
      expect.objectContaining({
        code: 'GRAPH_INVALID',
        message: `${reader} in graph 'house' must read values of its own graph, got 'x' of another.`,
      }),
    );
    // Nothing of the refused node stays behind.
    expect(namesOf(graph)).toMatchObject({ nodes: [], outputs: [] });
  });
});

describe('constants', () => {
  it('are shared when they are the same', () => {
    const { graph } = newGraph();
    expect(graph.constant(floats([1, Number.NaN]))).toBe(graph.constant(floats([1, Number.NaN])));
    expect(graph.constant(strings(['a', 'b']))).toBe(graph.constant(strings(['a', 'b'])));
    expect(namesOf(graph).constants).toEqual(['constant_0', 'constant_1']);
  });

  it('are told apart by their bytes, shape and type', () => {
    const { graph } = newGraph();
    const all = [
      floats([1, 2]),
      floats([2, 1]),
      floats([1, 2], [1, 2]),
      floats([1, 2], [2, 1]),
      doubles([1, 2]),
      floats([0]),
      floats([-0]),
      floats([], [0, 12]),
      floats([], [0, 1, 2]),
      int64s([0]),
      doubles([0]),
      strings(['a', 'b']),
      strings(['ab', '']),
      strings(['a","b'], [1]),
    ].map((tensor) => graph.constant(tensor));
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('outputs', () => {
  it('may be an input', async () => {
    const feed = { type: 'float', shape: [2, 2], values: [1, 2, 3, 4] } as const;
    expect(await runGraph((_, x) => x, feed)).toMatchObject({ shape: [2, 2], values: [1, 2, 3, 4] });
  });

  it('may be a constant', async () => {
    const feed = { type: 'float', shape: [1], values: [0] } as const;
    expect(await runGraph((graph) => graph.constant(floats([7, 8])), feed)).toMatchObject({ values: [7, 8] });
  });

  it('may be several, of one value too', () => {
    const { graph, x } = newGraph();
    const y = operators.negate(graph, x);
    graph.output('first', y);
    graph.output('second', y);
    graph.output('third', x);
    expect(namesOf(graph).outputs).toEqual(['first', 'second', 'third']);
  });

  it('say their type and axes', () => {
    const { graph, x } = newGraph();
    graph.output('label', operators.argMax(graph, x));
    const [{ type }] = graph.finish().graph.output;
    expect(type?.value).toMatchObject({
      case: 'tensorType',
      value: { elemType: 7, shape: { dim: [{ value: { case: 'dimParam', value: 'N' } }] } },
    });
    const [{ type: input }] = graph.finish().graph.input;
    expect(input?.value).toMatchObject({
      value: {
        elemType: 1,
        shape: { dim: [{ value: { value: 'N' } }, { value: { case: 'dimValue', value: 2n } }] },
      },
    });
  });
});

describe('a node', () => {
  it('has its attributes in order of name, whatever the order of writing', () => {
    const { graph, x } = newGraph();
    graph.node('Thing', [x], [x], { attributes: { zeta: { int: 1 }, alpha: { int: 2 } } });
    graph.node('Thing', [x], [x], { attributes: { alpha: { int: 2 }, zeta: { int: 1 } } });
    const [first, second] = graph
      .finish()
      .graph.node.map(({ attribute }) => attribute.map(({ name }) => name));
    expect(first).toEqual(['alpha', 'zeta']);
    expect(second).toEqual(first);
  });

  it('may have several outputs', () => {
    const { graph, x } = newGraph();
    const parts = graph.node(
      'Split',
      [x],
      [
        { type: 'float', shape: ['N', 1] },
        { type: 'float', shape: ['N', 1] },
      ],
    );
    expect(parts.map(({ name }) => name)).toEqual(['value_0', 'value_1']);
  });

  it('adds its operator set', () => {
    const { graph, x } = newGraph();
    graph.node('Scaler', [x], [x], { domain: 'ai.onnx.ml' });
    expect([...graph.finish().domains]).toEqual(['ai.onnx.ml']);
    graph.output('y', x);
    expect([...graph.finish().domains].sort()).toEqual(['', 'ai.onnx.ml']);
  });
});

it('a value cannot be changed', () => {
  const { x } = newGraph();
  expect(() => Object.assign(x, { name: 'y' })).toThrow(TypeError);
  expect(() => (x.shape as (number | string)[]).push(1)).toThrow(TypeError);
});

it('a finished graph does not grow with its builder', () => {
  const { graph, x } = newGraph();
  const finished = graph.finish();
  graph.constant(floats([1]));
  graph.output('y', x);
  expect(finished.graph.node).toHaveLength(0);
  expect(finished.graph.output).toHaveLength(0);
  expect(finished.graph.initializer).toHaveLength(0);
  expect(finished.domains.size).toBe(0);
});

it('refusals are errors of the catalogue', () => {
  const { graph, x } = newGraph();
  graph.output('y', x);
  expect(() => graph.output('y', x)).toThrow(PredictqlError);
});
