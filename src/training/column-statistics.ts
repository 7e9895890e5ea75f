import type { Matrix } from '../contract';

/** The values of one column that are not missing, in row order. */
export function columnValues({ data, rows, columns }: Matrix, index: number): Float32Array {
  const values = new Float32Array(rows);
  let count = 0;
  for (let row = 0, at = index; row < rows; row++, at += columns) {
    if (!Number.isNaN(data[at])) values[count++] = data[at];
  }
  return values.subarray(0, count);
}

type Numbers = Float32Array | Float64Array;

/** The middle value, or the mean of the two middle ones; NaN of nothing. */
export function median(values: Numbers): number {
  return quantile(values, 0.5);
}

/** The q-quantile by linear interpolation between order statistics (numpy's default); NaN of nothing. */
export function quantile(values: Numbers, q: number): number {
  return quantiles(values, [q])[0];
}

/** Several quantiles, each as {@link quantile}. */
export function quantiles(values: Numbers, qs: readonly number[]): number[] {
  const sorted = values.slice().sort();
  return qs.map((q) => {
    const position = (sorted.length - 1) * q;
    const below = Math.floor(position);
    const low = sorted[below] ?? Number.NaN;
    const high = sorted[below + 1] ?? low;
    return low + (high - low) * (position - below);
  });
}

/** The most frequent value, the smallest of equals; NaN of nothing. */
export function mode(values: Float32Array): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = Number.NaN;
  let most = 0;
  for (const [value, count] of counts) {
    if (count > most || (count === most && value < best)) [best, most] = [value, count];
  }
  return best;
}

/** Mean and population standard deviation (divisor: count), in float64; NaN of nothing. */
export function moments(values: Numbers): { mean: number; deviation: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
}
