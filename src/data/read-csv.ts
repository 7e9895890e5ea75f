import type { DuckDBConnection } from '@duckdb/node-api';
import { type Cell, PredictqlError, shown } from '../contract';
import { type CsvShape, csvShape, isGzipped } from './csv-shape';
import { chunksOf, duckDbComplaint, duckDbPath, withDuckDb } from './duckdb';
import type { CsvSource } from './source';
import { assertDistinctColumns, type Table, tableOf } from './table';

/**
 * The cells of a CSV file as the texts they are, so that a message about one can show what stands there.
 * Columns without a name are left out: nothing can refer to them. Spaces before and after quotes, and
 * empty cells past the last column, are let pass.
 *
 * @throws PredictqlError `DATA_UNREADABLE`, `DATA_EMPTY`, `COLUMN_DUPLICATE`
 */
export async function readCsv(source: CsvSource): Promise<Table> {
  const shape = await csvShape(source);
  if (shape.rows === 0) return tableOf(source, new Map(), 0);
  if (source.columns && source.columns.length !== shape.columns) {
    throw new PredictqlError('DATA_UNREADABLE', {
      subject: shown(source.path),
      expected: `have the ${source.columns.length} columns that it is said to have`,
      received: String(shape.columns),
    });
  }
  const rows = await withDuckDb((connection) => readTexts(connection, source, shape));
  const read = rows[0].length;
  if (read !== shape.rows) {
    throw new PredictqlError('DATA_UNREADABLE', {
      subject: shown(source.path),
      expected: `give the ${shape.rows} rows that its quotes and line ends mark`,
      received: String(read),
      remedy: 'Check its quotes, or write it anew: as plain CSV, or as Parquet.',
    });
  }
  const header = source.columns ?? rows.map((texts) => texts[0] ?? '');
  const names = header.filter((name) => name !== '');
  assertDistinctColumns(source.path, names);
  const first = source.columns ? 0 : 1;
  const cellsOf = cellReader(source.missing);
  const columns = new Map<string, readonly Cell[]>();
  for (const [index, name] of header.entries()) {
    if (name !== '') columns.set(name, cellsOf(rows[index], first));
  }
  return tableOf(source, columns, read - first);
}

/** The texts of every column, header included; null where there is nothing between two delimiters. */
async function readTexts(
  connection: DuckDBConnection,
  source: CsvSource,
  { delimiter, columns }: CsvShape,
): Promise<(string | null)[][]> {
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

function cellReader(
  spellings: readonly string[] = [],
): (texts: readonly (string | null)[], first: number) => readonly Cell[] {
  const missing = new Set(spellings.map((spelling) => spelling.trim()));
  return (texts, first) => {
    const cells = texts.slice(first);
    if (missing.size === 0) return cells;
    return cells.map((text) => (text === null || missing.has(text.trim()) ? null : text));
  };
}
