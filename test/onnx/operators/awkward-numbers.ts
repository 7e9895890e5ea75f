import { RandomSource } from '../../../src/data';

/** Float32 numbers that operators get wrong when anything does. */
const awkward = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  0,
  -0,
  1,
  -1,
  0.5,
  -2.5,
  3,
  1e-30,
  -1e30,
  3.4e38,
  2 ** 24 + 1,
].map(Math.fround);

/** Heights of batches: none, one, and enough for the vectorised loops with a rest. */
export const heights = [0, 1, 1000] as const;

/** Every pair of awkward numbers, then random ones; of a batch of one row, a random pair. */
export function awkwardPairs(rows: number): { a: Float32Array; b: Float32Array } {
  const random = new RandomSource(rows);
  const a = new Float32Array(rows);
  const b = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const isAwkward = rows > 1 && row < awkward.length ** 2;
    a[row] = isAwkward ? awkward[row % awkward.length] : 10 * random.normal();
    b[row] = isAwkward ? awkward[Math.floor(row / awkward.length)] : 10 * random.normal();
  }
  return { a, b };
}
