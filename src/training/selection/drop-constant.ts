import type { Matrix } from '../../contract';
import { assertParameter } from '../parameter';
import { everything, type Selector } from '../selector';
import type { Step } from '../step';
import { type Choice, selectionOf } from './choice';

export interface DropConstantOptions {
  /** Default: every column. */
  readonly columns?: Selector;
  /** The share of the rows from which one value alone is too frequent. Default 1: constant columns only. */
  readonly share?: number;
}

/**
 * Leaves out columns in which one value has nearly all rows. Missing is a value like others: a column that is
 * either missing or 7 tells two kinds of rows apart.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless the share is above 0 and at most 1
 */
export function dropConstant({ columns = everything, share = 1 }: DropConstantOptions = {}): Step {
  const isInRange = share > 0 && share <= 1;
  assertParameter("step 'drop-constant'", 'share', share, 'be above 0 and at most 1', isInRange);
  return {
    name: 'drop-constant',
    columns,
    fit({ x, columns: selected }) {
      const choices = selected.map((_, index) => choiceOf(mostFrequent(x, index) / x.rows, share));
      return selectionOf(selected, choices, { share });
    },
  };
}

function choiceOf(score: number, share: number): Choice {
  // Of no rows at all there is nothing to say.
  if (!(score >= share))
    return { kept: true, why: 'its most frequent value has fewer rows', score: score || 0 };
  return { kept: false, why: score === 1 ? 'is constant' : 'is nearly constant', score };
}

function mostFrequent({ data, rows, columns }: Matrix, index: number): number {
  // A Map holds all NaN as one key, and both zeros as one.
  const counts = new Map<number, number>();
  let most = 0;
  for (let row = 0, at = index; row < rows; row++, at += columns) {
    const count = (counts.get(data[at]) ?? 0) + 1;
    counts.set(data[at], count);
    if (count > most) most = count;
  }
  return most;
}
