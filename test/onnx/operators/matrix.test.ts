import { RandomSource } from '../../../src/data';
import { doubles, floats, GraphBuilder, int64s, operators } from '../../../src/onnx';
import { runGraph } from '../../support/run-graph';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { heights } from './awkward-numbers';

const columns = 4;

/** A matrix of awkward and random numbers. */
function matrixOf(rows: number) {
  const random = new RandomSource(rows);
  const specials = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e30];
  const values = Float32Array.from({ length: rows * columns }, (_, at) =>
    at % 7 === 6 ? specials[at % specials.length] : random.normal(),
  );
  return { type: 'float', shape: [rows, columns], values } as const;
}

/** A matrix without NaN and infinities. */
function finiteMatrixOf(rows: number) {
  const random = new RandomSource(rows);
  const values = Float32Array.from({ length: rows * columns }, () => 10 * random.normal());
  return { type: 'float', shape: [rows, columns], values } as const;
}

function rowsOf<T>(values: ArrayLike<T>, width: number): T[][] {
  return Array.from({ length: values.length / width }, (_, row) =>
    Array.from({ length: width }, (_, column) => values[row * width + column]),
  );
}

describe.each(heights)('with %d rows', (rows) => {
  it('gathers columns in the order asked for, one more than once', async () => {
    const x = matrixOf(rows);
    const { shape, values } = await runGraph(
      (graph, input) => operators.gatherColumns(graph, input, [2, 0, 2]),
      x,
    );
    expect(shape).toEqual([rows, 3]);
    expectSameNumbers(
      values,
      rowsOf(x.values, columns).flatMap((row) => [row[2], row[0], row[2]]),
    );
  });

  it('looks numbers up in a list', async () => {
    const indices = Array.from({ length: rows * 2 }, (_, at) => at % 5);
    const { shape, values } = await runGraph(
      (graph, input) =>
        operators.gatherElements(graph, graph.constant(floats([0, 10, 20, 30, Number.NaN])), input),
      { type: 'int64', shape: [rows, 2], values: indices },
    );
    expect(shape).toEqual([rows, 2]);
    expectSameNumbers(
      values,
      indices.map((index) => (index === 4 ? Number.NaN : index * 10)),
    );
  });

  it('puts matrices side by side', async () => {
    const x = matrixOf(rows);
    const { shape, values } = await runGraph(
      (graph, input) =>
        operators.concatColumns(graph, [operators.gatherColumns(graph, input, [3]), input, input]),
      x,
    );
    expect(shape).toEqual([rows, 9]);
    expectSameNumbers(
      values,
      rowsOf(x.values, columns).flatMap((row) => [row[3], ...row, ...row]),
    );
  });

  it('multiplies by weights and adds a bias', async () => {
    const x = finiteMatrixOf(rows);
    const weights = [1, -2, 0.5, 3, 0, 1e-3, 7, 11];
    const bias = [100, -1];
    const { shape, values } = await runGraph(
      (graph, input) =>
        operators.affine(
          graph,
          input,
          graph.constant(floats(weights, [columns, 2])),
          graph.constant(floats(bias)),
        ),
      x,
    );
    expect(shape).toEqual([rows, 2]);
    const terms = rowsOf(x.values, columns).map((row) =>
      bias.map((start, k) => [start, ...row.map((value, c) => value * Math.fround(weights[c * 2 + k]))]),
    );
    for (const [at, sizes] of terms.flat().entries()) {
      const expected = sizes.reduce((sum, term) => sum + term, 0);
      const size = sizes.reduce((sum, term) => sum + Math.abs(term), 0);
      expect(Math.abs(values[at] - expected)).toBeLessThanOrEqual(tolerances.product * size);
    }
  });

  it('makes probabilities of scores', async () => {
    const x = finiteMatrixOf(rows);
    const { shape, values } = await runGraph(operators.softmax, x);
    expect(shape).toEqual([rows, columns]);
    expectSameNumbers(
      values,
      rowsOf(x.values, columns).flatMap((row) => {
        const powers = row.map((score) => Math.exp(score - Math.max(...row)));
        const sum = powers.reduce((total, power) => total + power, 0);
        return powers.map((power) => power / sum);
      }),
      // Scores are tens apart: the rounding of their difference shows in its exponential.
      { tolerance: 10 * tolerances.operator, floor: 1e-30 },
    );
  });

  it('finds the largest of each row', async () => {
    const x = finiteMatrixOf(rows);
    const { type, shape, values } = await runGraph(operators.argMax, x);
    expect({ type, shape }).toEqual({ type: 'int64', shape: [rows] });
    expect(values).toEqual(rowsOf(x.values, columns).map((row) => row.indexOf(Math.max(...row))));
  });
});

describe('the first of equals', () => {
  it('is what argMax answers', async () => {
    const { values } = await runGraph(operators.argMax, {
      type: 'float',
      shape: [3, 3],
      values: [1, 1, 1, 0, 2, 2, 0.5, 0.25, 0.25],
    });
    expect(values).toEqual([0, 1, 0]);
  });
});

describe('softmax of large scores', () => {
  it('does not overflow', async () => {
    const { values } = await runGraph(operators.softmax, {
      type: 'float',
      shape: [1, 3],
      values: [1e30, 0, -1e30],
    });
    expect(values).toEqual([1, 0, 0]);
  });
});

describe('shapes that do not fit', () => {
  const graph = new GraphBuilder('test');
  const x = graph.input('x', 'float', ['N', 3]);
  const other = graph.input('other', 'float', ['M', 3]);
  const wide = graph.input('wide', 'float', ['N', 'W']);
  const list = graph.input('list', 'float', ['N']);
  const double = graph.input('double', 'double', ['N', 3]);
  const floatList = (length: number) => graph.constant(floats(new Float32Array(length)));
  const weights = graph.constant(floats(new Float32Array(6), [3, 2]));

  it.each<[string, () => unknown, string]>([
    [
      'a column past the end',
      () => operators.gatherColumns(graph, x, [0, 3]),
      'Gather must take columns 0 to 2, got float[N, 3]',
    ],
    [
      'a column before the start',
      () => operators.gatherColumns(graph, x, [-1]),
      'Gather must take columns 0 to 2',
    ],
    [
      'a column between two',
      () => operators.gatherColumns(graph, x, [0.5]),
      'Gather must take columns 0 to 2',
    ],
    [
      'no column at all',
      () => operators.gatherColumns(graph, x, [Number.NaN]),
      'Gather must take columns 0 to 2',
    ],
    [
      'columns of a list',
      () => operators.gatherColumns(graph, list, [0]),
      'Gather must take a matrix with a known number of columns, got float[N]',
    ],
    [
      'columns of who knows how many',
      () => operators.gatherColumns(graph, wide, [0]),
      'Gather must take a matrix with a known number of columns, got float[N, W]',
    ],
    [
      'a table of two axes',
      () => operators.gatherElements(graph, x, graph.constant(int64s([0]))),
      'Gather must take a list and int64 indices, got float[N, 3] and int64[1]',
    ],
    [
      'indices that are floats',
      () => operators.gatherElements(graph, list, x),
      'Gather must take a list and int64 indices, got float[N] and float[N, 3]',
    ],
    [
      'matrices of other heights',
      () => operators.concatColumns(graph, [x, other]),
      'Concat must take matrices of equal height, got float[N, 3] and float[M, 3]',
    ],
    [
      'matrices of other types',
      () => operators.concatColumns(graph, [x, double]),
      'Concat must take values of one element type, got float[N, 3] and double[N, 3]',
    ],
    [
      'a matrix beside a list',
      () => operators.concatColumns(graph, [x, list]),
      'Concat must take a matrix with a known number of columns, got float[N]',
    ],
    [
      'weights of another height',
      () => operators.affine(graph, x, graph.constant(floats(new Float32Array(4), [2, 2])), floatList(2)),
      'Gemm must multiply matrices that fit, got float[N, 3] and float[2, 2]',
    ],
    [
      'a bias of another width',
      () => operators.affine(graph, x, weights, floatList(3)),
      'Gemm must add one number per column of the product, got float[3, 2] and float[3]',
    ],
    [
      'a bias with an axis too many',
      () => operators.affine(graph, x, weights, graph.constant(floats([1, 2], [2, 1]))),
      'Gemm must add one number per column of the product',
    ],
    [
      'weights of another type',
      () => operators.affine(graph, x, graph.constant(doubles(new Float64Array(6), [3, 2])), floatList(2)),
      'Gemm must take values of one element type',
    ],
    [
      'the largest of a list',
      () => operators.argMax(graph, list),
      'ArgMax must take a matrix with a known number of columns',
    ],
  ])('%s', (_, build, message) => {
    expect(build).toThrow(
      expect.objectContaining({ code: 'GRAPH_INVALID', message: expect.stringContaining(message) }),
    );
  });
});
