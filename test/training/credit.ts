import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const lines = readFileSync(join(__dirname, '../../data/credit.csv'), 'utf8').trim().split('\n');
// No cell of this file holds a comma.
const [header, ...rows] = lines.map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));

/** The rows of the credit data whose `target` is one of the labels. */
export function creditRows(target: string, labels: readonly string[]): readonly (readonly string[])[] {
  const position = header.indexOf(target);
  return rows.filter((row) => labels.includes(row[position]));
}

/** One column of the rows as texts; empty means missing. */
export function creditColumn(from: readonly (readonly string[])[], name: string): string[] {
  const position = header.indexOf(name);
  return from.map((row) => row[position]);
}
