import type { Slots } from './category-slots';

/** How strongly a level of few rows is drawn to the mean of all: a number of rows, or by the variances. */
export type Smoothing = 'auto' | number;

/** The rows that an encoding is learned from. */
export interface TargetSample {
  /** [rows of the training set] */
  readonly target: Float64Array;
  /** Which of them count. */
  readonly rows: Int32Array;
}

/**
 * The number for each slot: the mean target of its rows, drawn to the mean of all; a slot without rows gets
 * the latter. With a smoothing of m rows that is (sum + m · mean of all) / (rows + m); with `auto` the share
 * of the own mean is v / (v + w / rows), v being the variance of all targets and w that within the slot
 * (Micci-Barreca, SIGKDD Explorations 3(1), 2001, equations 3 to 7). scikit-learn's TargetEncoder.
 *
 * @returns float64 [slots]; NaN when no row counts
 */
export function targetEncoding(
  { ofRow, count }: Slots,
  sample: TargetSample,
  smooth: Smoothing,
): Float64Array {
  const { target, rows } = sample;
  const { mean, variance } = momentsOf(sample);
  const sums = new Float64Array(count);
  const counts = new Int32Array(count);
  for (const row of rows) {
    sums[ofRow[row]] += target[row];
    counts[ofRow[row]]++;
  }
  if (smooth !== 'auto') {
    return sums.map((sum, slot) =>
      counts[slot] === 0 ? mean : (sum + smooth * mean) / (counts[slot] + smooth),
    );
  }
  const squares = new Float64Array(count);
  for (const row of rows) squares[ofRow[row]] += (target[row] - sums[ofRow[row]] / counts[ofRow[row]]) ** 2;
  return sums.map((sum, slot) => {
    const spread = variance * counts[slot];
    const share = spread / (spread + squares[slot] / counts[slot]);
    // No rows, or no variance anywhere.
    return Number.isNaN(share) ? mean : (share * sum) / counts[slot] + (1 - share) * mean;
  });
}

function momentsOf({ target, rows }: TargetSample): { mean: number; variance: number } {
  let sum = 0;
  for (const row of rows) sum += target[row];
  const mean = sum / rows.length;
  let squares = 0;
  for (const row of rows) squares += (target[row] - mean) ** 2;
  return { mean, variance: squares / rows.length };
}

/**
 * The number for each row, from an encoding that was learned without the row's own fold: what a step may
 * give to the steps after it, whose own rows would otherwise tell them the target.
 *
 * @param foldOf - [rows] from 0
 * @returns float64 [rows]
 */
export function crossEncoding(
  slots: Slots,
  target: Float64Array,
  foldOf: Int32Array,
  smooth: Smoothing,
): Float64Array {
  const everyRow = Int32Array.from(foldOf.keys());
  const encoded = new Float64Array(foldOf.length);
  for (const fold of new Set(foldOf)) {
    const rest = everyRow.filter((row) => foldOf[row] !== fold);
    // One row alone has nothing to learn from but itself.
    const rows = rest.length === 0 ? everyRow : rest;
    const encoding = targetEncoding(slots, { target, rows }, smooth);
    for (const row of everyRow) if (foldOf[row] === fold) encoded[row] = encoding[slots.ofRow[row]];
  }
  return encoded;
}
