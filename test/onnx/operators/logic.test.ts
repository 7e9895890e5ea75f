import { GraphBuilder, operators } from '../../../src/onnx';
import { runGraph } from '../../support/run-graph';
import { expectSameNumbers } from '../../support/same-numbers';
import { awkwardPairs, heights } from './awkward-numbers';

describe.each([
  ['equal', operators.equal, (a: number, b: number) => a === b],
  ['less', operators.less, (a: number, b: number) => a < b],
  ['lessOrEqual', operators.lessOrEqual, (a: number, b: number) => a <= b],
  ['greater', operators.greater, (a: number, b: number) => a > b],
  ['greaterOrEqual', operators.greaterOrEqual, (a: number, b: number) => a >= b],
])('%s', (_, operator, expected) => {
  it.each(heights)('of %d rows', async (rows) => {
    const { a, b } = awkwardPairs(rows);
    const { type, shape, values } = await runGraph(operator, floatsOf(a), floatsOf(b));
    expect({ type, shape }).toEqual({ type: 'bool', shape: [rows] });
    expectSameNumbers(
      values,
      Array.from(a, (x, row) => Number(expected(x, b[row]))),
    );
  });

  it('compares numbers of one type', () => {
    const graph = new GraphBuilder('test');
    const a = graph.input('a', 'float', ['N']);
    const b = graph.input('b', 'double', ['N']);
    expect(() => operator(graph, a, b)).toThrow(
      'must take values of one element type, got float[N] and double[N]',
    );
  });
});

describe('both', () => {
  it('holds where both hold', async () => {
    const { type, values } = await runGraph(operators.both, boolsOf([0, 0, 1, 1]), boolsOf([0, 1, 0, 1]));
    expect({ type, values }).toEqual({ type: 'bool', values: [0, 0, 0, 1] });
  });

  it('takes bools', () => {
    const graph = new GraphBuilder('test');
    const yes = graph.input('yes', 'bool', ['N']);
    const one = graph.input('one', 'float', ['N']);
    expect(() => operators.both(graph, yes, one)).toThrow(
      'Operator And must take bools, got bool[N] and float[N]',
    );
    expect(() => operators.both(graph, one, yes)).toThrow('Operator And must take bools');
  });
});

describe('isMissing', () => {
  it.each(heights)('of %d rows', async (rows) => {
    const { a } = awkwardPairs(rows);
    const { type, values } = await runGraph(operators.isMissing, floatsOf(a));
    expect(type).toBe('bool');
    expectSameNumbers(
      values,
      Array.from(a, (x) => Number(Number.isNaN(x))),
    );
  });
});

describe('isInfinite', () => {
  it.each(heights)('of %d rows', async (rows) => {
    const { a } = awkwardPairs(rows);
    const { type, values } = await runGraph(operators.isInfinite, floatsOf(a));
    expect(type).toBe('bool');
    expectSameNumbers(
      values,
      Array.from(a, (x) => Number(Math.abs(x) === Number.POSITIVE_INFINITY)),
    );
  });
});

describe('where', () => {
  it.each(heights)('chooses in %d rows', async (rows) => {
    const { a, b } = awkwardPairs(rows);
    const condition = a.map((_, row) => Number(row % 3 === 0));
    const { type, values } = await runGraph(operators.where, boolsOf(condition), floatsOf(a), floatsOf(b));
    expect(type).toBe('float32');
    expectSameNumbers(
      values,
      a.map((x, row) => (row % 3 === 0 ? x : b[row])),
    );
  });

  it('takes a bool condition and choices of one type', () => {
    const graph = new GraphBuilder('test');
    const yes = graph.input('yes', 'bool', ['N']);
    const one = graph.input('one', 'float', ['N']);
    const two = graph.input('two', 'int64', ['N']);
    expect(() => operators.where(graph, one, one, one)).toThrow('must take a bool condition, got float[N]');
    expect(() => operators.where(graph, yes, one, two)).toThrow('must take values of one element type');
  });
});

describe('cast', () => {
  it.each([
    ['bool', 'float', [0, 1], 'float32', [0, 1]],
    ['float', 'bool', [0, 1, -3, 0.5, Number.NaN], 'bool', [0, 1, 1, 1, 1]],
    ['float', 'int64', [0, 1.9, -1.9, 16_777_216], 'int64', [0, 1, -1, 16_777_216]],
    ['int64', 'float', [0, -1, 16_777_217], 'float32', [0, -1, 16_777_216]],
    ['double', 'float', [0.1, 1e300], 'float32', [Math.fround(0.1), Number.POSITIVE_INFINITY]],
    ['float', 'double', [0.1], 'float64', [Math.fround(0.1)]],
    ['uint8', 'int32', [0, 255], 'int32', [0, 255]],
  ] as const)('from %s to %s', async (from, to, values, type, expected) => {
    const result = await runGraph((graph, x) => operators.cast(graph, x, to), {
      type: from,
      shape: [values.length],
      values,
    });
    expect(result).toEqual({ type, shape: [values.length], values: expected });
  });
});

function floatsOf(values: ArrayLike<number>) {
  return { type: 'float', shape: [values.length], values } as const;
}

function boolsOf(values: ArrayLike<number>) {
  return { type: 'bool', shape: [values.length], values } as const;
}
