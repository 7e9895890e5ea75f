import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const lines = readFileSync(join(__dirname, '../../data/ames.csv'), 'utf8').trim().split('\n');
// No cell of this file holds a comma.
const [header, ...rows] = lines.map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));

/** The first rows of the named columns of the Ames houses, as numbers. */
export function amesColumns(names: readonly string[], count: number): number[][] {
  const positions = names.map((name) => header.indexOf(name));
  return rows.slice(0, count).map((row) => positions.map((position) => Number(row[position])));
}
