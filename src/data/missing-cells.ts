import { type Cell, listed, PredictqlError, shown } from '../contract';
import type { MissingTexts } from './source';
import type { Table } from './table';

/** The cells of a column with null where the source says that a text, or the text of a number, is none. */
export function withoutMissing(
  { missing = [], missingIn = {} }: MissingTexts,
  column: string,
  cells: readonly Cell[],
): readonly Cell[] {
  const own = Object.hasOwn(missingIn, column) ? missingIn[column] : [];
  const texts = new Set([...missing, ...own].map((text) => text.trim()));
  if (texts.size === 0) return cells;
  return cells.map((cell) => (isPresent(cell) && texts.has(String(cell).trim()) ? null : cell));
}

function isPresent(cell: Cell): boolean {
  return cell !== null && cell !== undefined;
}

/**
 * A misspelt column would keep its texts, and they would be found out much later.
 *
 * @throws PredictqlError `COLUMN_MISSING` when `missingIn` names a column that is not there
 */
export function assertColumnsOfMissing({ source: { path, missingIn = {} }, columns }: Table): void {
  const unknown = Object.keys(missingIn).filter((name) => !columns.includes(name));
  if (unknown.length === 0) return;
  throw new PredictqlError('COLUMN_MISSING', {
    subject: shown(path),
    expected: 'have every column that missingIn names',
    received: `no ${listed(unknown.map(shown))}`,
    remedy: `Its columns are ${listed(columns.map(shown), 100)}.`,
  });
}
