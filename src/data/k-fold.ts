import { PredictqlError } from '../contract';
import { RandomSource } from './random';
import { assertCountAndSeed, shuffledStrata } from './strata';

/** Row indices of one round of a cross-validation, ascending; together they are all rows. */
export interface Fold {
  readonly train: Int32Array;
  /** The rows to predict in this round; every row is in exactly one fold's validation. */
  readonly validation: Int32Array;
}

export interface KFoldOptions {
  readonly k: number;
  readonly seed: number;
  /** A value for each row, such as its class: every fold gets its share of each value. */
  readonly stratifyBy?: ArrayLike<number>;
}

/**
 * The k rounds of a cross-validation. Their sizes, and with `stratifyBy` the counts of each value in
 * them, differ by one row at most.
 *
 * @throws PredictqlError `SPLIT_INVALID` when there are fewer rows than folds, or fewer of a value
 */
export function kFold(count: number, { k, seed, stratifyBy }: KFoldOptions): readonly Fold[] {
  assertCountAndSeed(count, seed);
  if (!Number.isInteger(k) || k < 2 || k > count) {
    throw new PredictqlError('SPLIT_INVALID', {
      subject: 'The number of folds',
      expected: `be a whole number from 2 to ${count}, the number of rows`,
      received: String(k),
    });
  }
  const strata = shuffledStrata(count, stratifyBy, k, new RandomSource(seed).fork('k-fold'));
  const foldOf = new Int32Array(count);
  // Dealt like cards, without starting anew at each stratum: that keeps the folds even.
  let dealt = 0;
  for (const rows of strata) for (const row of rows) foldOf[row] = dealt++ % k;
  const everyRow = Int32Array.from(foldOf.keys());
  return Array.from({ length: k }, (_, fold) =>
    Object.freeze({
      train: everyRow.filter((row) => foldOf[row] !== fold),
      validation: everyRow.filter((row) => foldOf[row] === fold),
    }),
  );
}
