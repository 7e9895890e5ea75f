import { quantile } from './number-summary';

/** Evenly wide ranges from a low to a high quantile, for a histogram that outliers do not flatten. */
export interface Histogram {
  /** [bars + 1], ascending */
  readonly edges: readonly number[];
  /** [bars] */
  readonly counts: readonly number[];
  /** Values below the first and above the last edge. */
  readonly below: number;
  readonly above: number;
}

const mostBars = 30;

/** @param sorted - ascending, one at least */
export function histogramOf(sorted: Float64Array, isWhole: boolean): Histogram {
  const [low, high] = range(sorted);
  const whole = isWhole && high - low < mostBars;
  const bars = whole
    ? Math.round(high - low) + 1
    : Math.min(mostBars, Math.ceil(2 * Math.cbrt(sorted.length)) + 4);
  const start = whole ? low - 0.5 : low;
  const width = whole ? 1 : (high - low) / bars || 1;
  const counts = new Array<number>(bars).fill(0);
  let [below, above] = [0, 0];
  for (const value of sorted) {
    if (value < low) below++;
    else if (value > high) above++;
    else counts[Math.min(bars - 1, Math.floor((value - start) / width))]++;
  }
  return { edges: Array.from({ length: bars + 1 }, (_, bar) => start + bar * width), counts, below, above };
}

/** All values, unless the outer ones are so far out that the others would fill a few bars only. */
function range(sorted: Float64Array): [low: number, high: number] {
  const [min, max] = [sorted[0], sorted[sorted.length - 1]];
  const [low, high] = [quantile(sorted, 0.01), quantile(sorted, 0.99)];
  if (high <= low) return [min, max];
  const reach = (high - low) * 1.5;
  return [min < low - reach ? low : min, max > high + reach ? high : max];
}
