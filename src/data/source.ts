import { listed, PredictqlError, shown } from '../contract';

interface CommonSource {
  /** A file on this machine; a relative path starts at the working directory. */
  readonly path: string;
}

export interface CsvSource extends CommonSource {
  readonly format: 'csv';
  /** Texts that mean "missing" besides the empty cell, such as `NA`. */
  readonly missing?: readonly string[];
  /** What separates the cells; found from the first row when left out. */
  readonly delimiter?: Delimiter;
  /** Names of the columns of a file without a header. */
  readonly columns?: readonly string[];
}

export interface ParquetSource extends CommonSource {
  readonly format: 'parquet';
}

export interface JsonSource extends CommonSource {
  readonly format: 'json';
}

/** Where data comes from and how it is spelled, as plain frozen data. */
export type DataSource = CsvSource | ParquetSource | JsonSource;

export const delimiters = [',', ';', '\t', '|'] as const;

export type Delimiter = (typeof delimiters)[number];

export type CsvOptions = Omit<CsvSource, 'format' | 'path'>;

/**
 * A CSV file in UTF-8, plain or gzipped (`.gz`): RFC 4180 with one of `,` `;` tab `|` between the cells,
 * quotes doubled inside quotes, a header unless `columns` names the columns.
 *
 * @throws PredictqlError `DATA_UNREADABLE` on another delimiter
 */
export function csv(path: string, options: CsvOptions = {}): CsvSource {
  const { missing, delimiter, columns } = options;
  if (delimiter !== undefined && !delimiters.includes(delimiter)) {
    throw new PredictqlError('DATA_UNREADABLE', {
      subject: `The delimiter of ${shown(path)}`,
      expected: `be one of ${listed(delimiters.map(shown))}`,
      received: shown(delimiter),
    });
  }
  return Object.freeze({
    format: 'csv',
    path,
    ...(missing && { missing: Object.freeze([...missing]) }),
    ...(delimiter && { delimiter }),
    ...(columns && { columns: Object.freeze([...columns]) }),
  });
}

/** A Parquet file. */
export function parquet(path: string): ParquetSource {
  return Object.freeze({ format: 'parquet', path });
}

/** A JSON file in UTF-8: an array of objects, or one object a line. */
export function json(path: string): JsonSource {
  return Object.freeze({ format: 'json', path });
}

const sourceByExtension: readonly (readonly [extension: string, source: (path: string) => DataSource])[] = [
  ['.csv', csv],
  ['.csv.gz', csv],
  ['.tsv', (path) => csv(path, { delimiter: '\t' })],
  ['.parquet', parquet],
  ['.json', json],
  ['.jsonl', json],
  ['.ndjson', json],
];

/**
 * The source that a file's extension says it is.
 *
 * @throws PredictqlError `DATA_UNREADABLE` on any other extension
 */
export function sourceOf(path: string): DataSource {
  const name = path.toLowerCase();
  const known = sourceByExtension.find(([extension]) => name.endsWith(extension));
  if (known === undefined) {
    throw new PredictqlError('DATA_UNREADABLE', {
      subject: 'A data file',
      expected: `end in ${sourceByExtension.map(([extension]) => extension).join(', ')}`,
      received: shown(path),
      remedy:
        'Rename or convert it, or say in a definition what it is: csv(path), parquet(path), json(path).',
    });
  }
  return known[1](path);
}
