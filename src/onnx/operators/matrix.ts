import type { GraphBuilder } from '../graph-builder';
import { assertSameType, matrixAxes, mismatch } from '../shape';
import { int64s } from '../tensor';
import type { Value } from '../value';

/** The named columns of a matrix, in the given order: [N, C] to [N, indices]. */
export function gatherColumns(graph: GraphBuilder, x: Value, indices: ArrayLike<number>): Value {
  const { rows, columns } = matrixAxes('Gather', x);
  if (Array.from(indices).some((index) => !Number.isInteger(index) || index < 0 || index >= columns)) {
    throw mismatch('Gather', `take columns 0 to ${columns - 1}`, [x]);
  }
  return graph.node(
    'Gather',
    [x, graph.constant(int64s(indices))],
    [{ type: x.type, shape: [rows, indices.length] }],
    {
      attributes: { axis: { int: 1 } },
    },
  )[0];
}

/** Looks numbers up in a list: a table [T] and int64 indices of any shape give that shape. */
export function gatherElements(graph: GraphBuilder, table: Value, indices: Value): Value {
  if (table.shape.length !== 1 || indices.type !== 'int64') {
    throw mismatch('Gather', 'take a list and int64 indices', [table, indices]);
  }
  return graph.node('Gather', [table, indices], [{ type: table.type, shape: indices.shape }])[0];
}

/** Matrices side by side: [N, A] and [N, B] to [N, A + B]. */
export function concatColumns(graph: GraphBuilder, parts: readonly Value[]): Value {
  if (parts.length === 1) return parts[0];
  assertSameType('Concat', ...parts);
  const axes = parts.map((part) => matrixAxes('Concat', part));
  if (axes.some(({ rows }) => rows !== axes[0].rows))
    throw mismatch('Concat', 'take matrices of equal height', parts);
  const columns = axes.reduce((sum, axis) => sum + axis.columns, 0);
  return graph.node('Concat', parts, [{ type: parts[0].type, shape: [axes[0].rows, columns] }], {
    attributes: { axis: { int: 1 } },
  })[0];
}

/** x · weights + bias: [N, C], [C, K] and [K] to [N, K]. */
export function affine(graph: GraphBuilder, x: Value, weights: Value, bias: Value): Value {
  const { rows, columns } = matrixAxes('Gemm', x);
  const inner = matrixAxes('Gemm', weights);
  if (inner.rows !== columns) throw mismatch('Gemm', 'multiply matrices that fit', [x, weights]);
  if (bias.shape.length !== 1 || bias.shape[0] !== inner.columns) {
    throw mismatch('Gemm', 'add one number per column of the product', [weights, bias]);
  }
  assertSameType('Gemm', x, weights, bias);
  return graph.node('Gemm', [x, weights, bias], [{ type: x.type, shape: [rows, inner.columns] }])[0];
}

/** Softmax over the columns of each row. */
export function softmax(graph: GraphBuilder, x: Value): Value {
  return graph.node('Softmax', [x], [x], { attributes: { axis: { int: -1 } } })[0];
}

/** Index of the largest column of each row, the first of equals: [N, C] to int64 [N]. */
export function argMax(graph: GraphBuilder, x: Value): Value {
  const { rows } = matrixAxes('ArgMax', x);
  return graph.node('ArgMax', [x], [{ type: 'int64', shape: [rows] }], {
    attributes: { axis: { int: 1 }, keepdims: { int: 0 } },
  })[0];
}
