import path from 'node:path';
import { type DuckDBConnection, type DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api';
import { PredictqlError, shown } from '../contract';

/** A file is all that a query may need: no extension is fetched or loaded, nothing spills to disk. */
const offline = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  temp_directory: '',
  // Reading is a small part of the work after it; one thread leaves the other cores alone.
  threads: '1',
};

/** Lends a database in memory to `use` and closes it afterwards, whatever happened. */
export async function withDuckDb<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', offline);
  try {
    const connection = await instance.connect();
    try {
      return await use(connection);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}

/** The rows of a query in chunks, in the order of the file. */
export async function* chunksOf(
  connection: DuckDBConnection,
  sql: string,
  parameters: Record<string, string>,
): AsyncGenerator<DuckDBDataChunk> {
  const result = await connection.stream(sql, parameters);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk;
  }
}

/**
 * The path by which DuckDB opens exactly this file: absolute, so that it is no URL and starts with no
 * `~`, and with the characters of its patterns in brackets, where they stand for themselves.
 *
 * @throws PredictqlError `DATA_UNREADABLE` when a backslash in a file name meets such a character:
 *   patterns read it as a slash, and there is no way to say otherwise
 */
export function duckDbPath(file: string): string {
  const absolute = path.resolve(file);
  if (!/[*?[]/.test(absolute)) return absolute;
  if (path.sep === '/' && absolute.includes('\\')) {
    throw new PredictqlError('DATA_UNREADABLE', {
      subject: shown(file),
      expected: 'not have a backslash and one of * ? [ in its path',
      remedy: 'Rename it.',
    });
  }
  return absolute.replace(/[*?[]/g, '[$&]');
}

/** What DuckDB says is wrong with a file, without its advice on options and its copy of the query. */
export function duckDbComplaint(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const [complaint] = message.split(/\n\s*(?:Possible|LINE \d|file = )/);
  const line = complaint.replace(/\s*\n\s*/g, '; ').trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
