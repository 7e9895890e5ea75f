import { assertLocalFile } from './local-file';
import { assertColumnsOfMissing } from './missing-cells';
import { readCsv } from './read-csv';
import { readJson } from './read-json';
import { readParquet } from './read-parquet';
import type { DataSource } from './source';
import type { Table } from './table';

/**
 * The table in a file on this machine, its rows in the order of the file.
 *
 * @throws PredictqlError `DATA_UNREADABLE` when the file cannot be opened or is not what the source says,
 *   `DATA_EMPTY` when it has no row of data, `COLUMN_DUPLICATE` when two columns share a name,
 *   `COLUMN_MISSING` when the source speaks of a column that the file does not have
 */
export async function readTable(source: DataSource): Promise<Table> {
  await assertLocalFile(source.path);
  const table = await readFormat(source);
  assertColumnsOfMissing(source, table);
  return table;
}

function readFormat(source: DataSource): Promise<Table> {
  switch (source.format) {
    case 'csv':
      return readCsv(source);
    case 'parquet':
      return readParquet(source);
    case 'json':
      return readJson(source);
    default:
      return source satisfies never;
  }
}
