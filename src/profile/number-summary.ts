/** What describes the numbers of a column; missing ones are left out. */
export interface NumberSummary {
  readonly count: number;
  readonly mean: number;
  /** Of the sample: the sum of squares over count - 1. */
  readonly standardDeviation: number;
  /** The third standardised moment; 0 where all numbers are the same. */
  readonly skewness: number;
  readonly min: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly max: number;
  readonly zeros: number;
  readonly negatives: number;
}

/** The numbers that are there, ascending. */
export function sortedValues(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value)).sort();
}

/** @param sorted - ascending, one at least */
export function summarise(sorted: Float64Array): NumberSummary {
  const count = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value / count, 0);
  let [squares, cubes, zeros, negatives] = [0, 0, 0, 0];
  for (const value of sorted) {
    const distance = value - mean;
    squares += distance ** 2;
    cubes += distance ** 3;
    if (value === 0) zeros++;
    if (value < 0) negatives++;
  }
  const spread = Math.sqrt(squares / count);
  return {
    count,
    mean,
    standardDeviation: count > 1 ? Math.sqrt(squares / (count - 1)) : 0,
    skewness: spread > 0 ? cubes / count / spread ** 3 : 0,
    min: sorted[0],
    lowerQuartile: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    upperQuartile: quantile(sorted, 0.75),
    max: sorted[count - 1],
    zeros,
    negatives,
  };
}

/** The value below which a share of the numbers lies, between two of them by linear interpolation. */
export function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
}
