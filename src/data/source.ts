import { listed, PredictqlError, shown } from '../contract';

/** Which texts of a file stand for nothing. Spaces around them do not count. */
export interface MissingTexts {
  /** Texts that mean "missing" besides the empty cell, such as `NA`. */
  readonly missing?: readonly string[];
  /** More of them for single columns, by the name of the column. */
  readonly missingIn?: Readonly<Record<string, readonly string[]>>;
}

interface CommonSource extends MissingTexts {
  /**
   * A file on this machine. A relative path starts at the working directory; in a definition file that is
   * named by its own path it starts at the folder of that file.
   */
  readonly path: string;
}

export interface CsvSource extends CommonSource {
  readonly format: 'csv';
  /** What separates the cells; found from the first row when left out. */
  readonly delimiter?: Delimiter;
  /** Names of the columns of a file without a header. */
  readonly columns?: readonly string[];
  /** That the file has a header all the same, which `columns` replaces: it names columns twice, for example. */
  readonly header?: true;
  /** The mark before the fraction of a number, when it is not the dot. */
  readonly decimal?: ',';
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
  const { delimiter, columns, header, decimal } = options;
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
    ...frozenTexts(options),
    ...(delimiter && { delimiter }),
    ...(columns && { columns: Object.freeze([...columns]) }),
    ...(header && { header }),
    ...(decimal && { decimal }),
  });
}

/** A Parquet file. */
export function parquet(path: string, options: MissingTexts = {}): ParquetSource {
  return Object.freeze({ format: 'parquet', path, ...frozenTexts(options) });
}

/** A JSON file in UTF-8: an array of objects, or one object a line. */
export function json(path: string, options: MissingTexts = {}): JsonSource {
  return Object.freeze({ format: 'json', path, ...frozenTexts(options) });
}

function frozenTexts({ missing, missingIn }: MissingTexts): MissingTexts {
  return {
    ...(missing && { missing: Object.freeze([...missing]) }),
    ...(missingIn && {
      missingIn: Object.freeze(
        Object.fromEntries(
          Object.entries(missingIn).map(([column, texts]) => [column, Object.freeze([...texts])]),
        ),
      ),
    }),
  };
}

const sourceByExtension: readonly (readonly [extension: string, source: (path: string) => DataSource])[] = [
  ['.csv', (path) => csv(path)],
  ['.csv.gz', (path) => csv(path)],
  ['.tsv', (path) => csv(path, { delimiter: '\t' })],
  ['.parquet', (path) => parquet(path)],
  ['.json', (path) => json(path)],
  ['.jsonl', (path) => json(path)],
  ['.ndjson', (path) => json(path)],
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
