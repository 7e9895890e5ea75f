import { PredictqlError } from '../contract';
import type { RandomSource } from './random';

/**
 * The rows of each stratum, in a random order: rows with the same value belong together, and without
 * values all rows do.
 *
 * @param least - how many rows each stratum must have to be in every part
 * @throws PredictqlError `SPLIT_INVALID` when a stratum has fewer, or when values and rows do not match
 */
export function shuffledStrata(
  count: number,
  stratifyBy: ArrayLike<number> | undefined,
  least: number,
  random: RandomSource,
): Int32Array[] {
  if (stratifyBy !== undefined && stratifyBy.length !== count) {
    throw new PredictqlError('SPLIT_INVALID', {
      subject: 'The values to stratify by',
      expected: `be one for each of the ${count} rows`,
      received: String(stratifyBy.length),
    });
  }
  const members = new Map<number, number[]>();
  for (let row = 0; row < count; row++) {
    const value = stratifyBy === undefined ? 0 : stratifyBy[row];
    const rows = members.get(value);
    if (rows === undefined) members.set(value, [row]);
    else rows.push(row);
  }
  for (const [value, rows] of members) {
    if (stratifyBy === undefined || rows.length >= least) continue;
    throw new PredictqlError('SPLIT_INVALID', {
      subject: `The rows with the value ${value}`,
      expected: `be at least ${least} to be in every part`,
      received: String(rows.length),
      remedy: 'Gather more of them, leave them out, or do not stratify.',
    });
  }
  // In the order of the values, not of the rows, so that the draws do not hang on which comes first.
  return [...members.entries()]
    .sort(([one], [other]) => one - other)
    .map(([, rows]) => random.shuffle(Int32Array.from(rows)));
}

/** @throws PredictqlError `SPLIT_INVALID` unless both can be what they are called */
export function assertCountAndSeed(count: number, seed: number): void {
  if (!Number.isInteger(count) || count < 2) {
    throw new PredictqlError('SPLIT_INVALID', {
      subject: 'The rows to split',
      expected: 'be at least 2',
      received: String(count),
    });
  }
  if (!Number.isSafeInteger(seed)) {
    throw new PredictqlError('SPLIT_INVALID', {
      subject: 'A seed',
      expected: 'be a whole number',
      received: String(seed),
    });
  }
}
