/**
 * Cells in columns, for people: texts to the left, numbers to the right. A column is one of numbers when
 * it has no other texts than empty ones, which stand for what is not known.
 */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [header, ...rows.map((row) => row.map(shownCell))];
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const isNumeric = header.map(
    (_, column) =>
      rows.some((row) => typeof row[column] === 'number') &&
      rows.every((row) => typeof row[column] === 'number' || row[column] === ''),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) =>
          isNumeric[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
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
  return typeof cell === 'number' ? shownNumber(cell) : cell;
}
