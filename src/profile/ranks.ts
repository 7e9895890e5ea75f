import { sortedValues } from './number-summary';

/** The rank of each value from 0, equal ones sharing their mean rank; NaN stays NaN. */
export function ranksOf(values: Float64Array): Float64Array {
  // Looking each value up among the sorted ones is several times as fast as sorting the rows by value.
  const sorted = sortedValues(values);
  return values.map((value) =>
    Number.isNaN(value) ? value : (countBelow(sorted, value) + countUpTo(sorted, value) - 1) / 2,
  );
}

/** How many of the ascending values are below the limit. */
export function countBelow(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if (sorted[mid] < limit) low = mid + 1;
    else high = mid;
  }
  return low;
}

function countUpTo(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if (sorted[mid] <= limit) low = mid + 1;
    else high = mid;
  }
  return low;
}
