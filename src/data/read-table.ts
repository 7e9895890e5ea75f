import { assertLocalFile } from './local-file';
import { readCsv } from './read-csv';
import { readJson } from './read-json';
import { readParquet } from './read-parquet';
import type { DataSource } from './source';
import type { Table } from './table';

/**
 * The table in a file on this machine, its rows in the order of the file.
 *
 * @throws PredictqlError `DATA_UNREADABLE` when the file cannot be opened or is not what the source says,
 *   `DATA_EMPTY` when it has no row of data, `COLUMN_DUPLICATE` when two columns share a name
 */
export async function readTable(source: DataSource): Promise<Table> {
  await assertLocalFile(source.path);
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
