import type { GraphBuilder } from '../graph-builder';
import { matrixAxes, mismatch } from '../shape';
import { int64s } from '../tensor';
import type { Value } from '../value';

/**
 * Rows of a table side by side: a table [T, S] and int64 indices [N, K], each below T, give [N, K * S].
 *
 * @throws PredictqlError `GRAPH_INVALID` on other shapes
 */
export function embed(graph: GraphBuilder, table: Value, indices: Value): Value {
  if (indices.type !== 'int64') throw mismatch('Gather', 'take int64 indices', [table, indices]);
  const { columns: size } = matrixAxes('Gather', table);
  const { rows, columns } = matrixAxes('Gather', indices);
  const { type } = table;
  const [found] = graph.node('Gather', [table, indices], [{ type, shape: [rows, columns, size] }]);
  // A length of 0 asks for that of the input: the number of rows is known when the graph runs.
  const shape = graph.constant(int64s([0, columns * size]));
  return graph.node('Reshape', [found, shape], [{ type, shape: [rows, columns * size] }])[0];
}
