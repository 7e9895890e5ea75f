import { RandomSource } from '../../../src/data';
import { leftBins, partition } from '../../../src/training/boosting/partition';
import type { Split } from '../../../src/training/boosting/tree';
import { TreeWorkspace } from '../../../src/training/boosting/workspace';

const columns = 3;
const splits: readonly Split[] = [
  { kind: 'numeric', column: 1, bin: 100, threshold: 0, missingGoesLeft: false, gain: 1 },
  { kind: 'numeric', column: 0, bin: 100, threshold: 0, missingGoesLeft: true, gain: 1 },
  { kind: 'category', column: 2, codes: [], bins: [0, 7, 200], missingGoesLeft: true, gain: 1 },
  // All to one side.
  { kind: 'numeric', column: 2, bin: 254, threshold: 0, missingGoesLeft: true, gain: 1 },
  { kind: 'category', column: 2, codes: [], bins: [], missingGoesLeft: false, gain: 1 },
];

/** Rows in an order of their own, with bins of all sizes. */
function filled(rows: number): TreeWorkspace {
  const random = new RandomSource(rows);
  const workspace = new TreeWorkspace(rows, columns);
  for (let at = 0; at < workspace.bins.length; at++) workspace.bins[at] = random.integer(256);
  workspace.rows.set(random.shuffle(Int32Array.from({ length: rows }, (_, row) => row)));
  return workspace;
}

describe('the partition kernel', () => {
  it.each([1, 2, 3, 1000])('parts %d rows as plain code does, and no others', (rows) => {
    for (const split of splits) {
      for (const [start, end] of [
        [0, rows],
        [Math.floor(rows / 3), Math.ceil((2 * rows) / 3)],
      ]) {
        const workspace = filled(rows);
        const { bins, columnCount } = workspace;
        const wanted = { rows: workspace.rows.slice(), bins: bins.slice(), columnCount };
        const middle = partition(wanted, split, start, end, new Int32Array(rows));
        expect(workspace.partition(start, end, split.column, leftBins(split))).toBe(middle);
        expect(workspace.rows).toEqual(wanted.rows);
        expect(workspace.bins).toEqual(wanted.bins);
      }
    }
  });

  it('parts no rows', () => {
    const workspace = filled(4);
    const before = workspace.rows.slice();
    expect(workspace.partition(2, 2, 0, leftBins(splits[0]))).toBe(2);
    expect(workspace.rows).toEqual(before);
  });

  it('works on after the memory has grown', () => {
    const workspace = filled(1000);
    const wanted = { rows: workspace.rows.slice(), bins: workspace.bins.slice(), columnCount: columns };
    for (let lent = 0; lent < 20; lent++) workspace.lend();
    const middle = partition(wanted, splits[0], 0, 1000, new Int32Array(1000));
    expect(workspace.partition(0, 1000, 1, leftBins(splits[0]))).toBe(middle);
    expect(workspace.rows).toEqual(wanted.rows);
  });
});
