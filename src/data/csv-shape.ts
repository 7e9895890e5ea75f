import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { PredictqlError, shown } from '../contract';
import { type CsvSource, type Delimiter, delimiters } from './source';

/** What one pass over the bytes of a CSV file tells. */
export interface CsvShape {
  readonly delimiter: Delimiter;
  /** Cells in the first row. */
  readonly columns: number;
  /** Rows, the header among them; blank lines are no rows. */
  readonly rows: number;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const quote = 0x22;

const lineEndNames = { lf: 'LF', crlf: 'CRLF', cr: 'CR' } as const;

type LineEnd = keyof typeof lineEndNames;

/** Where in a cell a byte is. */
const Place = {
  start: 0,
  plain: 1,
  quoted: 2,
  /** After a quote inside quotes: the end of the cell, or the first half of a doubled quote. */
  quoteInQuoted: 3,
} as const;

/**
 * The shape of a CSV file. DuckDB is not asked for it: it guesses from a sample, and it passes over a
 * quote that is never closed and over the missing end of a gzip stream, rows and all, without an error.
 *
 * @throws PredictqlError `DATA_UNREADABLE` when the file cannot be read or unzipped, leaves a quote open,
 *   or mixes line ends, which DuckDB cannot parse
 */
export async function csvShape(source: CsvSource): Promise<CsvShape> {
  const counter = new RowCounter(source);
  const bytes = createReadStream(source.path, { highWaterMark: 1 << 18 });
  const count = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) counter.read(chunk);
  };
  try {
    await (isGzipped(source) ? pipeline(bytes, createGunzip(), count) : pipeline(bytes, count));
  } catch (cause) {
    if (cause instanceof PredictqlError) throw cause;
    throw new PredictqlError(
      'DATA_UNREADABLE',
      {
        subject: shown(source.path),
        expected: isGzipped(source) ? 'be a complete gzip file' : 'be readable to the end',
        received: (cause as Error).message,
      },
      { cause },
    );
  }
  return counter.shape();
}

/** Whether a CSV file is compressed, which its name says. */
export function isGzipped({ path }: CsvSource): boolean {
  return path.toLowerCase().endsWith('.gz');
}

class RowCounter {
  readonly #source: CsvSource;
  readonly #isSeparator = new Uint8Array(256);
  /** How often each possible delimiter separates cells of the first row. */
  readonly #separators = new Uint32Array(256);
  #place: (typeof Place)[keyof typeof Place] = Place.start;
  #isBlank = true;
  #rows = 0;
  #line = 1;
  #quoteLine = 0;
  #afterReturn = false;
  #lineEnd: LineEnd | undefined;
  #atStart = true;

  constructor(source: CsvSource) {
    this.#source = source;
    for (const delimiter of source.delimiter === undefined ? delimiters : [source.delimiter]) {
      this.#isSeparator[delimiter.charCodeAt(0)] = 1;
    }
  }

  read(chunk: Buffer): void {
    let at = 0;
    if (this.#atStart) {
      this.#atStart = false;
      if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) at = 3;
    }
    for (; at < chunk.length; at++) this.#readByte(chunk[at]);
  }

  shape(): CsvShape {
    if (this.#afterReturn) this.#endLine('cr');
    if (this.#place === Place.quoted) {
      throw this.#broken('close every quote', `a quote in line ${this.#quoteLine} that nothing closes`);
    }
    if (!this.#isBlank) this.#endRow();
    const { delimiter = this.#likelyDelimiter() } = this.#source;
    const columns = this.#rows === 0 ? 0 : this.#separators[delimiter.charCodeAt(0)] + 1;
    return { delimiter, columns, rows: this.#rows };
  }

  #readByte(byte: number): void {
    if (this.#place === Place.quoted) {
      if (byte === quote) this.#place = Place.quoteInQuoted;
      else if (byte === lineFeed) this.#line++;
      return;
    }
    if (this.#afterReturn) {
      this.#afterReturn = false;
      this.#endLine(byte === lineFeed ? 'crlf' : 'cr');
      if (byte === lineFeed) return;
    }
    if (byte === lineFeed) this.#endLine('lf');
    else if (byte === carriageReturn) this.#afterReturn = true;
    else {
      this.#isBlank = false;
      if (this.#isSeparator[byte] === 1) {
        if (this.#rows === 0) this.#separators[byte]++;
        this.#place = Place.start;
      } else if (byte === quote && this.#place !== Place.plain) {
        if (this.#place === Place.start) this.#quoteLine = this.#line;
        this.#place = Place.quoted;
      } else if (byte !== space || this.#place !== Place.start) {
        this.#place = Place.plain;
      }
    }
  }

  #endLine(lineEnd: LineEnd): void {
    this.#lineEnd ??= lineEnd;
    if (lineEnd !== this.#lineEnd) {
      throw this.#broken(
        `end every line with ${lineEndNames[this.#lineEnd]} as its first line does`,
        `${lineEndNames[lineEnd]} in line ${this.#line}`,
      );
    }
    this.#line++;
    if (!this.#isBlank) this.#endRow();
    this.#place = Place.start;
  }

  #endRow(): void {
    if (this.#rows === 0 && this.#source.delimiter === undefined) {
      const delimiter = this.#likelyDelimiter().charCodeAt(0);
      this.#isSeparator.fill(0);
      this.#isSeparator[delimiter] = 1;
    }
    this.#rows++;
    this.#isBlank = true;
  }

  /** The delimiter that gives the columns that are expected, else the one that gives the most. */
  #likelyDelimiter(): Delimiter {
    const { columns } = this.#source;
    const count = (delimiter: Delimiter): number => this.#separators[delimiter.charCodeAt(0)];
    const fitting = columns && delimiters.find((delimiter) => count(delimiter) + 1 === columns.length);
    return fitting ?? delimiters.reduce((best, next) => (count(next) > count(best) ? next : best));
  }

  #broken(expected: string, received: string): PredictqlError {
    return new PredictqlError('DATA_UNREADABLE', { subject: shown(this.#source.path), expected, received });
  }
}
