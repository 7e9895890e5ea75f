import { truthTexts, type ValuedColumn } from './column';
import { sortedValues } from './number-summary';
import { countBelow } from './ranks';

/** The rows of a column in a few groups: ranges of numbers, texts, and those without a value. */
export interface Bins {
  /** int32 [rows]: the group of each row */
  readonly codes: Int32Array;
  readonly groups: readonly BinGroup[];
}

/** What the rows of a group have in common. */
export type BinGroup =
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'level'; readonly text: string }
  | { readonly kind: 'others'; readonly levels: number }
  | { readonly kind: 'missing' };

/**
 * Numbers and days by quantiles, equal ones together; texts by themselves, the rarer ones in one group.
 *
 * @param most - groups besides that of missing values
 */
export function binsOf(column: ValuedColumn, most: number): Bins {
  const isText = column.kind === 'category' || column.kind === 'boolean';
  return withMissing(column.values, isText ? levelBins(column, most) : rangeBins(column.values, most));
}

type Cut = { readonly groups: BinGroup[]; readonly codeOf: (value: number) => number };

function withMissing(values: Float64Array, { groups, codeOf }: Cut): Bins {
  const missing = groups.length;
  let hasMissing = false;
  const codes = Int32Array.from(values, (value) => {
    if (!Number.isNaN(value)) return codeOf(value);
    hasMissing = true;
    return missing;
  });
  return { codes, groups: hasMissing ? [...groups, { kind: 'missing' }] : groups };
}

function levelBins(column: Extract<ValuedColumn, { kind: 'category' | 'boolean' }>, most: number): Cut {
  if (column.kind === 'boolean') {
    return { groups: truthTexts(column).map((text) => ({ kind: 'level', text })), codeOf: (value) => value };
  }
  const { levels } = column;
  const own = levels.length <= most ? levels.length : most - 1;
  const groups: BinGroup[] = levels.slice(0, own).map(({ text }) => ({ kind: 'level', text }));
  if (own < levels.length) groups.push({ kind: 'others', levels: levels.length - own });
  return { groups, codeOf: (value) => Math.min(value, own) };
}

function rangeBins(values: Float64Array, most: number): Cut {
  const sorted = sortedValues(values);
  const starts = startsOf(sorted, most);
  const groups = starts.map((from, index): BinGroup => {
    const next = starts[index + 1];
    return {
      kind: 'range',
      from,
      to: next === undefined ? sorted[sorted.length - 1] : sorted[countBelow(sorted, next) - 1],
    };
  });
  return { groups, codeOf: (value) => groupOf(starts, value) };
}

/** The lowest value of each range. */
function startsOf(sorted: Float64Array, most: number): number[] {
  const distinct = new Set<number>();
  for (const value of sorted) {
    distinct.add(value);
    if (distinct.size > most) break;
  }
  if (distinct.size <= most) return [...distinct];
  const starts = [sorted[0]];
  for (let bin = 1; bin < most; bin++) {
    const start = sorted[Math.ceil((bin / most) * sorted.length)];
    if (start > starts[starts.length - 1]) starts.push(start);
  }
  return starts;
}

function groupOf(starts: readonly number[], value: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if (starts[mid] <= value) low = mid + 1;
    else high = mid;
  }
  return low - 1;
}
