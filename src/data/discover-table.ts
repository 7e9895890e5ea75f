import { listed, shown } from '../contract';
import { type CsvTexts, readCsvTexts } from './csv-texts';
import { assertLocalFile } from './local-file';
import { commaNumber, csvTable, headerOf } from './read-csv';
import { readTable } from './read-table';
import { type CsvSource, csv, type DataSource, sourceOf } from './source';
import type { Table } from './table';

/** A table and what a definition must say to read it in the same way. */
export interface DiscoveredTable {
  readonly source: DataSource;
  readonly table: Table;
  /** What was not taken as it stands, and why, in sentences for people. */
  readonly remarks: readonly string[];
  /** The table of a source of the same file that says more of it; the file is not parsed again where that can be avoided. */
  readAs(source: DataSource): Promise<Table>;
}

export interface DiscoverOptions {
  /** Whether the first row of a CSV file names its columns; found out when left out. */
  readonly header?: boolean;
}

/**
 * The table in a file of which nothing is known but its path. Of a CSV file it finds out whether it has a
 * header and what is before the fraction of its numbers, and it gives names where there are none or where
 * two columns share one.
 *
 * @throws PredictqlError `DATA_UNREADABLE`, `DATA_EMPTY`
 */
export async function discoverTable(
  path: string,
  { header }: DiscoverOptions = {},
): Promise<DiscoveredTable> {
  const known = sourceOf(path);
  if (known.format !== 'csv') {
    return { source: known, table: await readTable(known), remarks: [], readAs: readTable };
  }
  await assertLocalFile(path);
  const texts = await readCsvTexts(known);
  const remarks: string[] = [];
  const options = {
    ...optionsOf(known),
    ...namesFor(texts, header, remarks),
    ...decimalOf(texts, remarks),
  };
  const source = csv(path, options);
  return {
    source,
    table: csvTable(source, texts),
    remarks,
    readAs: async (more) => (more.format === 'csv' ? csvTable(more, texts) : readTable(more)),
  };
}

function optionsOf({ delimiter }: CsvSource): Pick<CsvSource, 'delimiter'> {
  return delimiter === undefined ? {} : { delimiter };
}

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function namesFor(
  texts: CsvTexts,
  header: boolean | undefined,
  remarks: string[],
): Pick<CsvSource, 'columns' | 'header'> {
  const first = headerOf(texts).map((name) => name.trim());
  if (first.length === 0) return {};
  if (!(header ?? !isData(first))) {
    remarks.push('The first row holds data, so that the columns are called by their places.');
    return { columns: first.map((_, index) => `column${index + 1}`) };
  }
  const names = headerOf(texts);
  const nameless = first.filter((name) => name === '').length;
  if (nameless > 0) {
    remarks.push(
      `${nameless} column${nameless === 1 ? ' without a name is' : 's without a name are'} left out.`,
    );
  }
  const repeated = [...new Set(names.filter((name, index) => name !== '' && names.indexOf(name) < index))];
  if (repeated.length === 0) return {};
  remarks.push(
    `The header names columns twice (${listed(repeated.map(shown))}); the later ones are numbered.`,
  );
  return { columns: distinct(names), header: true };
}

/**
 * Whether a first row is one of data: numbers only. Numbers that count up by one are the names that
 * programs give to columns without any.
 */
function isData(first: readonly string[]): boolean {
  const given = first.filter((name) => name !== '');
  if (given.length === 0 || !given.every((name) => number.test(name))) return false;
  const isCount = given.every(
    (name, index) => /^\d+$/.test(name) && Number(name) === Number(given[0]) + index,
  );
  return !isCount || given.length === 1;
}

/** Later columns of a name get the first number that makes it another one: `price (2)`. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    if (name === '' || !seen.has(name)) {
      seen.add(name);
      return name;
    }
    let count = 2;
    while (taken.has(`${name} (${count})`)) count++;
    taken.add(`${name} (${count})`);
    return `${name} (${count})`;
  });
}

const wholeNumber = /^[+-]?\d+$/;

/** A comma before three digits may as well part thousands, unless a lone zero is before it. */
const ambiguous = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+$/;

/** Share of a column's texts that must be numbers for the column to speak for commas. */
const leastNumbers = 0.9;

function decimalOf(texts: CsvTexts, remarks: string[]): Pick<CsvSource, 'decimal'> {
  if (!texts.some(hasDecimalCommas)) return {};
  remarks.push('Numbers have a comma before their fraction.');
  return { decimal: ',' };
}

function hasDecimalCommas([, ...column]: readonly (string | null)[]): boolean {
  let texts = 0;
  let commas = 0;
  let clear = 0;
  let whole = 0;
  for (const cell of column) {
    const text = cell?.trim() ?? '';
    if (text === '') continue;
    texts++;
    if (commaNumber.test(text)) {
      commas++;
      if (!ambiguous.test(text)) clear++;
    } else if (wholeNumber.test(text)) whole++;
  }
  return clear > 0 && commas + whole >= leastNumbers * texts;
}
