import { plainText } from './plain-text';
import { wrap } from './wrap';

/**
 * Cells in columns, for people: texts to the left, numbers to the right. A column is one of numbers when
 * it has no other texts than empty ones, which stand for what is not known.
 *
 * @param columns - how many characters a line may have; texts in the last column go on below themselves
 */
export function table(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  columns = Number.POSITIVE_INFINITY,
): string {
  const cells = [header, ...rows.map((row) => row.map(shownCell))];
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const isNumeric = header.map(
    (_, column) =>
      rows.some((row) => typeof row[column] === 'number') &&
      rows.every((row) => typeof row[column] === 'number' || row[column] === ''),
  );
  const last = header.length - 1;
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + 2, 0);
  const shownIn = (cell: string, column: number) => {
    if (isNumeric[column]) return cell.padStart(widths[column]);
    if (column < last) return cell.padEnd(widths[column]);
    return wrap(cell, columns, before).join(`\n${' '.repeat(before)}`);
  };
  return cells.map((row) => row.map(shownIn).join('  ').trimEnd()).join('\n');
}

/** As many digits of a figure as people compare; figures of one size get the same number of decimals. */
const digits = 5;

/** A number for people: whole ones as they are, others with five significant digits and no exponent. */
export function shownNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const decimals = digits - 1 - Math.floor(Math.log10(Math.abs(value)));
  return value.toFixed(Math.min(Math.max(decimals, 0), 100));
}

function shownCell(cell: string | number): string {
  return typeof cell === 'number' ? shownNumber(cell) : plainText(cell);
}
