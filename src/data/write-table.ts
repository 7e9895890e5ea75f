import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { type Cell, PredictqlError, shown } from '../contract';
import { assertDistinctColumns } from './table';

/** A cell to write: lists and objects are written as JSON. */
export type TableCell = Cell | object;

export type TableRows = readonly (readonly TableCell[])[];

/**
 * Writes rows to a `.csv` file (RFC 4180, UTF-8, LF) or a `.json` file (an array of objects). The file
 * appears at once and whole: a reader never sees half of it, and a failure leaves what was there before.
 *
 * Numbers are written with as many digits as give the same number back, float32 ones included. Missing
 * cells and NaN are empty in CSV and null in JSON. Lists and objects, as of tensors, are JSON in both.
 *
 * @throws PredictqlError `OUTPUT_UNWRITABLE` when the path ends otherwise or cannot be written, or when a
 *   row has other cells than the columns or an infinite one; `COLUMN_DUPLICATE` when two columns share a
 *   name
 */
export async function writeTable(path: string, columns: readonly string[], rows: TableRows): Promise<void> {
  const lines = linesOf(path, columns, rows);
  assertDistinctColumns(path, columns);
  for (const [index, row] of rows.entries()) assertRow(path, columns, row, index + 1);
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await writeLines(file, lines);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new PredictqlError(
      'OUTPUT_UNWRITABLE',
      {
        subject: 'An output file',
        expected: 'be writable',
        received: `${shown(path)} (${(cause as NodeJS.ErrnoException).code})`,
        remedy: 'Check that its folder exists and that you may write there.',
      },
      { cause },
    );
  }
}

/** The text that {@link writeTable} would write. */
export function tableText(format: 'csv' | 'json', columns: readonly string[], rows: TableRows): string {
  return [...(format === 'csv' ? csvLines(columns, rows) : jsonLines(columns, rows))].join('');
}

function linesOf(path: string, columns: readonly string[], rows: TableRows): Iterable<string> {
  const name = path.toLowerCase();
  if (name.endsWith('.csv')) return csvLines(columns, rows);
  if (name.endsWith('.json')) return jsonLines(columns, rows);
  throw new PredictqlError('OUTPUT_UNWRITABLE', {
    subject: 'An output file',
    expected: 'end in .csv or .json',
    received: shown(path),
  });
}

function* csvLines(columns: readonly string[], rows: TableRows): Generator<string> {
  yield `${columns.map(csvCell).join(',')}\n`;
  // A blank line would be no row, which matters where there is but one column.
  for (const row of rows) yield `${row.map(csvCell).join(',') || '""'}\n`;
}

/** An empty text is quoted to be told from a missing cell, and spaces at an end so that none are lost. */
function csvCell(cell: TableCell): string {
  if (cell === null || cell === undefined || Number.isNaN(cell)) return '';
  const text = typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  if (typeof cell !== 'string' && typeof cell !== 'object') return text;
  return /^$|^\s|\s$|[",;\t|\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function* jsonLines(columns: readonly string[], rows: TableRows): Generator<string> {
  const keys = columns.map((column) => JSON.stringify(column));
  yield '[';
  for (const [index, row] of rows.entries()) {
    const members = row.map((cell, column) => `${keys[column]}:${JSON.stringify(cell ?? null)}`);
    yield `${index === 0 ? '\n' : ',\n'}{${members.join(',')}}`;
  }
  yield '\n]\n';
}

/** Lines are put together until they are worth a call of the operating system. */
const charactersPerWrite = 1 << 18;

async function writeLines(file: FileHandle, lines: Iterable<string>): Promise<void> {
  let text = '';
  for (const line of lines) {
    text += line;
    if (text.length < charactersPerWrite) continue;
    await file.writeFile(text);
    text = '';
  }
  await file.writeFile(text);
}

function assertRow(
  path: string,
  columns: readonly string[],
  row: readonly TableCell[],
  number: number,
): void {
  const infinite = row.findIndex(
    (cell) => cell === Number.POSITIVE_INFINITY || cell === Number.NEGATIVE_INFINITY,
  );
  if (row.length === columns.length && infinite < 0) return;
  throw new PredictqlError('OUTPUT_UNWRITABLE', {
    subject: `Row ${number} of ${shown(path)}`,
    expected: `have ${columns.length} cells, all of them finite`,
    received:
      infinite < 0
        ? `${row.length} cells`
        : `${String(row[infinite] as number)} for ${shown(columns[infinite])}`,
  });
}
