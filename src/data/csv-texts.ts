import type { DuckDBConnection } from '@duckdb/node-api';
import { PredictqlError, shown } from '../contract';
import { type CsvShape, csvShape, isGzipped } from './csv-shape';
import { chunksOf, duckDbComplaint, duckDbPath, withDuckDb } from './duckdb';
import type { CsvSource } from './source';

/** The texts of a CSV file column by column, [columns][rows], its first row among them; null is an empty cell. */
export type CsvTexts = readonly (readonly (string | null)[])[];

/**
 * The texts of every column, header included. A file without a row has no column.
 *
 * @throws PredictqlError `DATA_UNREADABLE`
 */
export async function readCsvTexts(source: CsvSource): Promise<CsvTexts> {
  const shape = await csvShape(source);
  if (shape.rows === 0) return [];
  if (source.columns && source.columns.length !== shape.columns) {
    throw new PredictqlError('DATA_UNREADABLE', {
      subject: shown(source.path),
      expected: `have the ${source.columns.length} columns that it is said to have`,
      received: String(shape.columns),
    });
  }
  const texts = await withDuckDb((connection) => queryTexts(connection, source, shape));
  const read = texts[0].length;
  if (read !== shape.rows) {
    throw new PredictqlError('DATA_UNREADABLE', {
      subject: shown(source.path),
      expected: `give the ${shape.rows} rows that its quotes and line ends mark`,
      received: String(read),
      remedy: 'Check its quotes, or write it anew: as plain CSV, or as Parquet.',
    });
  }
  return texts;
}

async function queryTexts(
  connection: DuckDBConnection,
  source: CsvSource,
  { delimiter, columns }: CsvShape,
): Promise<CsvTexts> {
  const texts: (string | null)[][] = Array.from({ length: columns }, () => []);
  const types = texts.map((_, index) => `c${index}: 'VARCHAR'`).join(', ');
  // Everything is said, nothing is guessed. Not parallel: with many threads DuckDB refuses or drops rows
  // with quoted line ends where two of its buffers meet.
  const sql = `SELECT * FROM read_csv($path, auto_detect = false, header = false, columns = {${types}},
    delim = $delimiter, quote = '"', escape = '"', comment = '', nullstr = '', allow_quoted_nulls = false,
    compression = $compression, strict_mode = true, parallel = false, hive_partitioning = false)`;
  const path = duckDbPath(source.path);
  const compression = isGzipped(source) ? 'gzip' : 'none';
  try {
    for await (const chunk of chunksOf(connection, sql, { path, delimiter, compression })) {
      for (const [index, column] of texts.entries()) {
        const vector = chunk.getColumnVector(index);
        for (let row = 0; row < chunk.rowCount; row++) column.push(vector.getItem(row) as string | null);
      }
    }
  } catch (cause) {
    throw new PredictqlError(
      'DATA_UNREADABLE',
      {
        subject: shown(source.path),
        expected: `be CSV in UTF-8 with ${columns} cells in every row, as in its first`,
        received: duckDbComplaint(cause),
      },
      { cause },
    );
  }
  // A blank line is a row to DuckDB when there is one column, and none when there are more.
  return columns === 1 ? [texts[0].filter((text) => text !== null)] : texts;
}
