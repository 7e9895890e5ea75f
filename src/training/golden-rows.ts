import type { Cell, Contract, Feature, Row } from '../contract';

const sampleSize = 20;

/**
 * Rows whose answers a version must reproduce wherever it is loaded: an even sample of the data, and the
 * corners that data seldom visit - everything missing that may be missing, values never seen, the lowest
 * and the highest of every range, no and yes.
 *
 * @param rows - data rows that satisfy the contract; at least one
 */
export function goldenRows(contract: Contract, rows: readonly Row[]): Row[] {
  const step = Math.max(1, Math.floor(rows.length / sampleSize));
  const sample = Array.from({ length: Math.min(sampleSize, rows.length) }, (_, i) => rows[i * step]);
  const [base] = sample;
  const rowOf = (cellOf: (feature: Feature) => Cell): Row =>
    Object.fromEntries(contract.features.map((feature) => [feature.name, cellOf(feature) ?? null]));
  const changed = (change: (feature: Feature) => Cell) =>
    rowOf((feature) => {
      const cell = change(feature);
      return cell === undefined ? base[feature.name] : cell;
    });
  return [
    ...sample.map((row) => rowOf(({ name }) => row[name])),
    changed(({ nullable }) => (nullable ? null : undefined)),
    changed((feature) => (feature.kind === 'category' && feature.open ? 'a value never seen' : undefined)),
    changed((feature) => limitsOf(feature, rows).at(0)),
    changed((feature) => limitsOf(feature, rows).at(-1)),
  ];
}

/** The lowest and the highest value: the contract's bounds, or else the data's own. */
function limitsOf(feature: Feature, rows: readonly Row[]): readonly Cell[] {
  switch (feature.kind) {
    case 'boolean':
      return [false, true];
    case 'category':
      return feature.categories.map(({ value }) => value);
    case 'number':
    case 'date': {
      const seen = rows.map((row) => row[feature.name] ?? undefined).filter((cell) => cell !== undefined);
      return [feature.min ?? lowest(seen), feature.max ?? highest(seen)];
    }
    default:
      return feature satisfies never;
  }
}

function lowest(cells: readonly NonNullable<Cell>[]): Cell {
  return cells.length === 0 ? undefined : cells.reduce((low, cell) => (cell < low ? cell : low));
}

function highest(cells: readonly NonNullable<Cell>[]): Cell {
  return cells.length === 0 ? undefined : cells.reduce((high, cell) => (cell > high ? cell : high));
}
