import { PredictqlError } from '../contract';
import { RandomSource } from './random';
import { assertCountAndSeed, shuffledStrata } from './strata';

/** Row indices of each part, ascending; the parts are disjoint and together all rows. */
export interface Split {
  readonly train: Int32Array;
  /** For choices during training; empty unless asked for. */
  readonly validation: Int32Array;
  /** For the assessment; nothing that shapes the model may see it. */
  readonly holdout: Int32Array;
}

export interface SplitOptions {
  readonly seed: number;
  /** Shares of the rows, each from 0 to less than 1; training gets what is left. */
  readonly fractions: { readonly validation?: number; readonly holdout: number };
  /** A value for each row, such as its class: every part gets its share of each value, one row at least. */
  readonly stratifyBy?: ArrayLike<number>;
}

/**
 * A random split into training, validation and holdout rows.
 *
 * @throws PredictqlError `SPLIT_INVALID` when a part that is asked for would be empty, or cannot have a
 *   row of every value to stratify by
 */
export function splitRows(count: number, { seed, fractions, stratifyBy }: SplitOptions): Split {
  assertCountAndSeed(count, seed);
  const holdoutRows = rowsIn('holdout', fractions.holdout, count);
  const validationRows = rowsIn('validation', fractions.validation ?? 0, count);
  if (holdoutRows + validationRows >= count) {
    throw new PredictqlError('SPLIT_INVALID', {
      subject: 'A split',
      expected: 'leave rows for training',
      received: `${holdoutRows} for holdout and ${validationRows} for validation of ${count} rows`,
      remedy: 'Ask for smaller fractions, or gather more rows.',
    });
  }
  const parts = 1 + Number(holdoutRows > 0) + Number(validationRows > 0);
  const strata = shuffledStrata(count, stratifyBy, parts, new RandomSource(seed).fork('split'));
  const [holdout, rest] = takeShares(strata, holdoutRows, parts - 1, 'holdout');
  const [validation, train] = takeShares(rest, validationRows, 1, 'validation');
  return Object.freeze({
    train: ascending(train),
    validation: ascending(validation),
    holdout: ascending(holdout),
  });
}

function rowsIn(part: string, fraction: number, count: number): number {
  const rows = Math.round(count * fraction);
  if (fraction >= 0 && fraction < 1 && (fraction === 0 || rows > 0)) return rows;
  throw new PredictqlError('SPLIT_INVALID', {
    subject: `The fraction for ${part}`,
    expected: `be from 0 to less than 1, and one of ${count} rows at least unless it is 0`,
    received: String(fraction),
  });
}

/** Cuts `total` rows off the strata, from each its share, and gives what was cut off and what is left. */
function takeShares(
  strata: readonly Int32Array[],
  total: number,
  leave: number,
  part: string,
): readonly [taken: Int32Array[], rest: Int32Array[]] {
  const sizes = strata.map(({ length }) => length);
  const shares = total === 0 ? sizes.map(() => 0) : apportioned(sizes, total, leave, part);
  return [
    strata.map((rows, index) => rows.subarray(0, shares[index])),
    strata.map((rows, index) => rows.subarray(shares[index])),
  ];
}

/**
 * Whole shares of a total in proportion to the sizes, by largest remainder; each is 1 at least and leaves
 * `leave` of its size.
 */
function apportioned(sizes: readonly number[], total: number, leave: number, part: string): number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const quotas = sizes.map((size) => (size * total) / all);
  const most = sizes.map((size) => size - leave);
  const shares = quotas.map((quota, index) => Math.min(Math.max(Math.floor(quota), 1), most[index]));
  let given = shares.reduce((sum, share) => sum + share, 0);
  while (given !== total) {
    const step = given < total ? 1 : -1;
    const open = [...shares.keys()].filter((index) =>
      step > 0 ? shares[index] < most[index] : shares[index] > 1,
    );
    if (open.length === 0) {
      throw new PredictqlError('SPLIT_INVALID', {
        subject: `The ${total} rows for ${part}`,
        expected: `hold one row of each of the ${sizes.length} values to stratify by, and leave one for training`,
        remedy: 'Ask for another fraction, or do not stratify.',
      });
    }
    const lag = (index: number): number => (quotas[index] - shares[index]) * step;
    shares[open.reduce((furthest, index) => (lag(index) > lag(furthest) ? index : furthest))] += step;
    given += step;
  }
  return shares;
}

function ascending(parts: readonly Int32Array[]): Int32Array {
  return Int32Array.from(parts.flatMap((rows) => [...rows])).sort();
}
