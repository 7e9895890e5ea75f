import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { categoryColumn, numberColumn } from './columns';
import type { EstimatorData } from './estimators/describe-estimator';
import { matrixOf } from './matrices';

/** The data sets of scripts/references/make_tree_references.py, cell for cell. */

type Table = readonly Readonly<Record<string, string>>[];

function table(file: string): Table {
  const lines = readFileSync(join(__dirname, '../../data', file), 'utf8')
    .trim()
    .split('\n');
  // No cell of these files holds a comma.
  const [header, ...rows] = lines.map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index]])));
}

/** Numbers, then categories by the order of their texts; an empty cell is missing. */
function dataOf(
  rows: Table,
  numbers: readonly string[],
  texts: readonly string[],
): Pick<EstimatorData, 'x' | 'columns'> {
  const vocabularies = texts.map((name) =>
    [...new Set(rows.map((row) => row[name]).filter((text) => text !== ''))].sort(),
  );
  const cells = rows.map((row) => [
    ...numbers.map((name) => (row[name] === '' ? Number.NaN : Number(row[name]))),
    ...texts.map((name, at) => (row[name] === '' ? Number.NaN : vocabularies[at].indexOf(row[name]))),
  ]);
  return {
    x: matrixOf(cells),
    columns: [
      ...numbers.map(numberColumn),
      ...texts.map((name, at) => categoryColumn(name, ...vocabularies[at])),
    ],
  };
}

/** The logarithm of what houses in Ames sold for. */
export function amesHouses(numbers: readonly string[], texts: readonly string[]): EstimatorData {
  const rows = table('ames.csv');
  return {
    ...dataOf(rows, numbers, texts),
    y: rows.map((row) => Math.log(Number(row.Sale_Price))),
    classes: 0,
  };
}

/** Which credits turned out bad. */
export function credits(numbers: readonly string[], texts: readonly string[]): EstimatorData {
  const rows = table('credit.csv').filter(({ Status: status }) => status !== '');
  return {
    ...dataOf(rows, numbers, texts),
    y: rows.map((row) => (row.Status === 'bad' ? 1 : 0)),
    classes: 2,
  };
}

export function digits(): EstimatorData {
  const text = gunzipSync(readFileSync(join(__dirname, '../../data/digits.csv.gz'))).toString('utf8');
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number));
  return { x: matrixOf(rows.map((row) => row.slice(0, 64))), y: rows.map((row) => row[64]), classes: 10 };
}

/** Friedman's first problem (Annals of Statistics 19, 1991) with noise of variance 1. */
export function friedman(rows: number, columns: number): EstimatorData {
  let state = 1;
  const draw = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const x: number[][] = [];
  const y: number[] = [];
  for (let row = 0; row < rows; row++) {
    const own = Array.from({ length: columns }, () => Math.fround(draw()));
    const noise = Array.from({ length: 12 }, draw).reduce((sum, value) => sum + value, 0) - 6;
    x.push(own);
    y.push(
      10 * Math.sin(Math.PI * own[0] * own[1]) + 20 * (own[2] - 0.5) ** 2 + 10 * own[3] + 5 * own[4] + noise,
    );
  }
  return { x: matrixOf(x), y, classes: 0 };
}
