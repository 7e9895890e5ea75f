import { missingBin } from './bins';
import { binsPerColumn } from './histogram-kernel';
import type { Split } from './tree';

/** Rows of binned data, those of a node side by side. */
export interface BinnedRows {
  /** int32: row numbers */
  readonly rows: Int32Array;
  /** uint8 [rows, columns], row after row */
  readonly bins: Uint8Array;
  readonly columnCount: number;
}

/**
 * Reorders `rows[start..end)` so that those that go left come first, each side in its old order.
 *
 * @param scratch - int32, room for the rows of the node
 * @returns where the right side starts
 */
export function partition(
  { rows, bins, columnCount }: BinnedRows,
  split: Split,
  start: number,
  end: number,
  scratch: Int32Array,
): number {
  const goesLeft = leftBins(split);
  const { column } = split;
  let left = start;
  let right = 0;
  for (let at = start; at < end; at++) {
    // Both sides are written and one counts: a branch would be guessed wrong half of the time.
    const row = rows[at];
    const goes = goesLeft[bins[row * columnCount + column]];
    rows[left] = row;
    scratch[right] = row;
    left += goes;
    right += 1 - goes;
  }
  rows.set(scratch.subarray(0, right), left);
  return left;
}

/** Per bin: 1 when it goes left. */
export function leftBins(split: Split): Uint8Array {
  const goesLeft = new Uint8Array(binsPerColumn);
  if (split.kind === 'numeric') {
    goesLeft.fill(1, 0, split.bin + 1);
    goesLeft[missingBin] = split.missingGoesLeft ? 1 : 0;
  } else {
    if (split.missingGoesLeft) goesLeft.fill(1);
    for (const bin of split.bins) goesLeft[bin] = split.missingGoesLeft ? 0 : 1;
  }
  return goesLeft;
}
