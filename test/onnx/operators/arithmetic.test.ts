import { floats, GraphBuilder, operators } from '../../../src/onnx';
import { runGraph } from '../../support/run-graph';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { awkwardPairs, heights } from './awkward-numbers';

const exact = 0;
const rounded = tolerances.operator;

describe.each([
  ['add', operators.add, (a: number, b: number) => a + b, exact],
  ['subtract', operators.subtract, (a: number, b: number) => a - b, exact],
  ['multiply', operators.multiply, (a: number, b: number) => a * b, exact],
  ['divide', operators.divide, (a: number, b: number) => a / b, exact],
  ['minimum', operators.minimum, Math.min, exact],
  ['maximum', operators.maximum, Math.max, exact],
  ['power', operators.power, power, rounded],
  ['remainder', operators.remainder, (a: number, b: number) => a % b, exact],
])('%s', (_, operator, expected, tolerance) => {
  it.each(heights)('of %d rows', async (rows) => {
    const { a, b } = awkwardPairs(rows);
    const { type, shape, values } = await runGraph(operator, floatsOf(a), floatsOf(b));
    expect({ type, shape }).toEqual({ type: 'float32', shape: [rows] });
    expectSameNumbers(plusZero(values), plusZero(Float32Array.from(a, (x, row) => expected(x, b[row]))), {
      tolerance,
    });
  });

  it.each([
    { shape: [], repeated: [2, 2, 2, 2, 2, 2] },
    { shape: [3], repeated: [2, 3, 4, 2, 3, 4] },
    { shape: [1, 3], repeated: [2, 3, 4, 2, 3, 4] },
    { shape: [1, 1], repeated: [2, 2, 2, 2, 2, 2] },
  ])('repeats a constant of shape $shape', async ({ shape, repeated }) => {
    const matrix = { type: 'float', shape: [2, 3], values: [1, 2, 3, 4, 5, 6] } as const;
    const size = shape.reduce((product, axis) => product * axis, 1);
    const result = await runGraph(
      (graph, x) => operator(graph, x, graph.constant(floats([2, 3, 4].slice(0, size), shape))),
      matrix,
    );
    expect(result.shape).toEqual([2, 3]);
    const wanted = matrix.values.map((value, at) => Math.fround(expected(value, repeated[at])));
    expectSameNumbers(result.values, wanted, { tolerance });
  });

  it('takes numbers of one type', () => {
    const graph = new GraphBuilder('test');
    const x = graph.input('x', 'float', ['N']);
    const y = graph.input('y', 'double', ['N']);
    expect(() => operator(graph, x, y)).toThrow(
      'must take values of one element type, got float[N] and double[N]',
    );
  });
});

describe.each([
  ['logarithm', operators.logarithm, Math.log, rounded],
  ['exponential', operators.exponential, Math.exp, rounded],
  ['negate', operators.negate, (x: number) => -x, exact],
  ['absolute', operators.absolute, Math.abs, exact],
  ['relu', operators.relu, (x: number) => Math.max(x, 0), exact],
  ['sign', operators.sign, Math.sign, exact],
  ['squareRoot', operators.squareRoot, Math.sqrt, exact],
  ['sine', operators.sine, Math.sin, rounded],
  ['cosine', operators.cosine, Math.cos, rounded],
  ['floor', operators.floor, Math.floor, exact],
  ['sigmoid', operators.sigmoid, (x: number) => 1 / (1 + Math.exp(-x)), rounded],
])('%s', (_, operator, expected, tolerance) => {
  it.each(heights)('of %d rows', async (rows) => {
    const { a } = awkwardPairs(rows);
    const { type, shape, values } = await runGraph(operator, floatsOf(a));
    expect({ type, shape }).toEqual({ type: 'float32', shape: [rows] });
    // Near its zeros a sine is exact to the size of its argument's rounding only.
    expectSameNumbers(plusZero(values), plusZero(Float32Array.from(a, expected)), { tolerance, floor: 0.1 });
  });
});

describe('logarithmOfOnePlus', () => {
  it('is the logarithm of 1 + x, rounded', async () => {
    const x = [0, 1, -0.5, 100, 1e-4, -1, -2, Number.NaN, Number.POSITIVE_INFINITY];
    const { values } = await runGraph(
      (graph, input) => operators.logarithmOfOnePlus(graph, input, graph.constant(floats([1], []))),
      floatsOf(x),
    );
    expectSameNumbers(
      values,
      x.map((value) => Math.log(Math.fround(1 + Math.fround(value)))),
      { tolerance: rounded },
    );
  });
});

describe('clip', () => {
  const clip =
    (low: number, high: number) => (graph: GraphBuilder, x: Parameters<typeof operators.clip>[1]) =>
      operators.clip(graph, x, graph.constant(floats([low], [])), graph.constant(floats([high], [])));

  it.each(heights)('keeps %d rows within limits, and NaN as it is', async (rows) => {
    const { a } = awkwardPairs(rows);
    const { values } = await runGraph(clip(-1, 2), floatsOf(a));
    expectSameNumbers(plusZero(values), plusZero(a.map((x) => Math.min(Math.max(x, -1), 2))));
  });

  it('takes scalars as limits', () => {
    const graph = new GraphBuilder('test');
    const x = graph.input('x', 'float', ['N', 2]);
    const limits = graph.constant(floats([0, 1]));
    expect(() => operators.clip(graph, x, limits, limits)).toThrow('Operator Clip must take scalar bounds');
  });
});

/** Powers as C and ONNX have them: 1 to any power is 1, in JavaScript not to NaN and the infinities. */
function power(base: number, exponent: number): number {
  if (base === 1) return 1;
  if (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY) return 1;
  return base ** exponent;
}

function floatsOf(values: ArrayLike<number>) {
  return { type: 'float', shape: [values.length], values } as const;
}

/** Without the sign of zero, which nothing here depends on. */
function plusZero(values: ArrayLike<number>): number[] {
  return Array.from(values, (value) => value + 0);
}
