import { type Cell, type Contract, cellOf, type Feature, type PresentCell, type Row } from '../contract';

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
  const rowOf = (cellOf: (feature: Feature) => Row[string]): Row =>
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
      const seen = rows
        .map((row) => cellOf(row, feature.name) as Cell)
        .filter((cell) => cell !== null && cell !== undefined);
      return [feature.min ?? furthest(seen, (a, b) => a < b), feature.max ?? furthest(seen, (a, b) => a > b)];
    }
    case 'tensor':
      // Nothing trained here takes one.
      return [];
    default:
      return feature satisfies never;
  }
}

/** The cell that lies beyond all others; undefined of nothing. */
function furthest(
  cells: readonly PresentCell[],
  isBeyond: (a: PresentCell, b: PresentCell) => boolean,
): Cell {
  return cells.reduce((extreme, cell) => (isBeyond(cell, extreme) ? cell : extreme), cells[0]);
}
