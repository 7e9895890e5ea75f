import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const lines = readFileSync(join(__dirname, '../../data/ames.csv'), 'utf8').trimEnd().split('\n');

/** The first rows of data/ames.csv as they stand there, header first, each line with its end. */
export function amesCsv(rows: number): string {
  return `${lines.slice(0, rows + 1).join('\n')}\n`;
}

/** The same rows as texts by column; an empty text is missing. */
export function amesRows(rows: number): Record<string, string>[] {
  const [header, ...cells] = lines.slice(0, rows + 1).map(splitLine);
  return cells.map((row) => Object.fromEntries(header.map((column, index) => [column, row[index]])));
}

/** The file quotes texts and has neither commas nor quotes nor line ends in them. */
function splitLine(line: string): string[] {
  return line.split(',').map((cell) => cell.replace(/^"(.*)"$/, '$1'));
}
