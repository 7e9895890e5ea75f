import type { DuckDBConnection } from '@duckdb/node-api';
import { type Cell, PredictqlError, shown } from '../contract';
import { chunksOf, duckDbComplaint, duckDbPath, withDuckDb } from './duckdb';
import { withoutMissing } from './missing-cells';
import type { ParquetSource } from './source';
import { assertDistinctColumns, type Table, type TableColumn, tableOf } from './table';
import { typedCell } from './typed-cell';
import { unusableColumn } from './unusable-column';

/**
 * The cells of a Parquet file by their types, see {@link typedCell}.
 *
 * @throws PredictqlError `DATA_UNREADABLE`, `DATA_EMPTY`, `COLUMN_DUPLICATE`
 */
export function readParquet(source: ParquetSource): Promise<Table> {
  const path = duckDbPath(source.path);
  return withDuckDb(async (connection) => {
    try {
      const names = await columnNames(connection, path);
      assertDistinctColumns(source.path, names);
      return await readColumns(connection, path, source, names);
    } catch (cause) {
      if (cause instanceof PredictqlError) throw cause;
      throw new PredictqlError(
        'DATA_UNREADABLE',
        { subject: shown(source.path), expected: 'be a Parquet file', received: duckDbComplaint(cause) },
        { cause },
      );
    }
  });
}

/**
 * The names of the top-level columns as the file spells them: a query renames the second of two names
 * that differ in case only.
 */
async function columnNames(connection: DuckDBConnection, path: string): Promise<string[]> {
  const schema = await connection.runAndReadAll('SELECT name, num_children FROM parquet_schema($path)', {
    path,
  });
  // The schema is a tree in depth-first order under one root.
  const [, ...elements] = schema.getRows() as [name: string, children: bigint | null][];
  const names: string[] = [];
  let inside = 0;
  for (const [name, children] of elements) {
    if (inside === 0) names.push(name);
    else inside--;
    inside += Number(children ?? 0);
  }
  return names;
}

async function readColumns(
  connection: DuckDBConnection,
  path: string,
  source: ParquetSource,
  names: readonly string[],
): Promise<Table> {
  const columns: TableColumn[] = names.map(() => []);
  let rowCount = 0;
  const sql = 'SELECT * FROM read_parquet($path, hive_partitioning = false)';
  for await (const chunk of chunksOf(connection, sql, { path })) {
    for (const [index, column] of columns.entries()) {
      if (column instanceof PredictqlError) continue;
      const vector = chunk.getColumnVector(index);
      for (let row = 0; row < chunk.rowCount; row++) {
        const value = vector.getItem(row);
        const cell = typedCell(value);
        if (cell === undefined) {
          columns[index] = unusableColumn(source.path, names[index], rowCount + row + 1, String(value));
          break;
        }
        (column as Cell[]).push(cell);
      }
    }
    rowCount += chunk.rowCount;
  }
  const present = names.map((name, index) => {
    const column = columns[index];
    return [name, column instanceof PredictqlError ? column : withoutMissing(source, name, column)] as const;
  });
  return tableOf(source, new Map<string, TableColumn>(present), rowCount);
}
