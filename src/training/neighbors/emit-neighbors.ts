import type { Matrix } from '../../contract';
import { doubles, floats, type GraphBuilder, int64s, operators, type Value } from '../../onnx';

/**
 * The rows of a table that are nearest to each row of x, the nearest first, of equal rows the upper.
 *
 * Distances are compared as |t|² - 2 x·t, which leaves out |x|², the same for all: one Gemm. In float64 and
 * about the table's means, where it loses no digit that matters.
 *
 * @param x - float [N, columns]
 * @param table - float32 [rows, columns]
 * @returns int64 [N, count]
 */
export function emitNeighbors(graph: GraphBuilder, x: Value, table: Matrix, count: number): Value {
  const { data, rows, columns } = table;
  const means = meansOf(table);
  // [columns, rows]: as floats the file is half as large, and ONNX Runtime computes the rest once.
  const transposed = Float32Array.from(
    { length: data.length },
    (_, at) => data[(at % rows) * columns + Math.floor(at / rows)],
  );
  const stored = operators.cast(graph, graph.constant(floats(transposed, [columns, rows])), 'double');
  const centred = operators.subtract(graph, stored, graph.constant(doubles(means, [columns, 1])));
  const doubled = operators.multiply(graph, centred, operators.scalar(graph, -2, 'double'));
  const squares = Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let column = 0; column < columns; column++)
      sum += (data[row * columns + column] - means[column]) ** 2;
    return sum;
  });
  const query = operators.subtract(
    graph,
    operators.cast(graph, x, 'double'),
    operators.rowOf(graph, means, 'double'),
  );
  const padded = withOneMoreRow(graph, query);
  const distances = operators.affine(graph, padded, doubled, graph.constant(doubles(squares)));
  const shape = [distances.shape[0], count];
  const [, nearest] = graph.node(
    'TopK',
    [distances, graph.constant(int64s([count]))],
    [
      { type: 'double', shape },
      { type: 'int64', shape },
    ],
    { attributes: { axis: { int: -1 }, largest: { int: 0 }, sorted: { int: 1 } } },
  );
  return withoutLastRow(graph, nearest, x.shape[0]);
}

/** ONNX Runtime's TopK divides by the number of rows: a batch without any ends the whole process. */
function withOneMoreRow(graph: GraphBuilder, x: Value): Value {
  const columns = Number(x.shape[1]);
  const row = graph.constant(doubles(new Float64Array(columns), [1, columns]));
  const shape = [`${x.shape[0]} and one`, columns];
  return graph.node('Concat', [x, row], [{ type: 'double', shape }], { attributes: { axis: { int: 0 } } })[0];
}

function withoutLastRow(graph: GraphBuilder, x: Value, rows: Value['shape'][number]): Value {
  const [start, end, axis] = [0, -1, 0].map((value) => graph.constant(int64s([value])));
  return graph.node('Slice', [x, start, end, axis], [{ type: x.type, shape: [rows, x.shape[1]] }])[0];
}

function meansOf({ data, rows, columns }: Matrix): Float64Array {
  const means = new Float64Array(columns);
  for (const [at, value] of data.entries()) means[at % columns] += value / rows;
  return means;
}
