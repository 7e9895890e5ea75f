import type { Matrix } from '../../contract';
import type { Column } from '../column';
import type { CategoryTable } from './category-table';

/** Of missing values. */
export const missingSlot = 0;
/** Of values outside the vocabulary. */
export const unseenSlot = 1;
/** Of the first code; the others follow. */
export const firstCode = 2;

/** A category column with what is no level of it as a level: missing and unseen values have slots of their own. */
export interface Slots {
  /** int32 [rows]: {@link missingSlot}, {@link unseenSlot}, or {@link firstCode} and the code more. */
  readonly ofRow: Int32Array;
  /** How many there are, whether rows have them or not. */
  readonly count: number;
}

/** The slots of one column of codes. */
export function slotsOf({ data, rows, columns }: Matrix, index: number, { categories = [] }: Column): Slots {
  const ofRow = new Int32Array(rows);
  for (let row = 0, at = index; row < rows; row++, at += columns) {
    const code = data[at];
    if (Number.isNaN(code)) ofRow[row] = missingSlot;
    else ofRow[row] = code in categories ? firstCode + code : unseenSlot;
  }
  return { ofRow, count: firstCode + categories.length };
}

/** How many rows have each slot. */
export function countsOf({ ofRow, count }: Slots): Int32Array {
  const counts = new Int32Array(count);
  for (const slot of ofRow) counts[slot]++;
  return counts;
}

/** The table that gives each slot its number. */
export function tableOf(numbers: ArrayLike<number>): CategoryTable {
  const [missing, unseen, ...known] = Array.from(numbers);
  return { missing, unseen, known };
}
