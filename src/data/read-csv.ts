import type { Cell } from '../contract';
import { type CsvTexts, readCsvTexts } from './csv-texts';
import { withoutMissing } from './missing-cells';
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
  return csvTable(source, await readCsvTexts(source));
}

/**
 * The table that the texts of a CSV file are.
 *
 * @throws PredictqlError `DATA_EMPTY`, `COLUMN_DUPLICATE`
 */
export function csvTable(source: CsvSource, texts: CsvTexts): Table {
  if (texts.length === 0) return tableOf(source, new Map(), 0);
  const header = source.columns ?? headerOf(texts);
  assertDistinctColumns(
    source.path,
    header.filter((name) => name !== ''),
  );
  const first = source.columns && !source.header ? 0 : 1;
  const columns = new Map<string, readonly Cell[]>();
  for (const [index, name] of header.entries()) {
    if (name === '') continue;
    const cells = source.decimal ? withDots(texts[index].slice(first)) : texts[index].slice(first);
    columns.set(name, withoutMissing(source, name, cells));
  }
  return tableOf(source, columns, texts[0].length - first);
}

/** The first row, in which names are. */
export function headerOf(texts: CsvTexts): string[] {
  return texts.map((column) => column[0] ?? '');
}

/** A number whose fraction is after a comma. */
export const commaNumber = /^[+-]?\d*,\d+(?:[eE][+-]?\d+)?$/;

function withDots(cells: readonly (string | null)[]): (string | null)[] {
  return cells.map((cell) =>
    cell !== null && commaNumber.test(cell.trim()) ? cell.replace(',', '.') : cell,
  );
}
