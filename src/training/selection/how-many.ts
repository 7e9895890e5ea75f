import { PredictqlError } from '../../contract';
import { assertParameter } from '../parameter';

/** How many columns to keep: a number, or a share of them. */
export type HowMany =
  | { readonly count: number; readonly share?: never }
  | { readonly share: number; readonly count?: never };

/** @throws PredictqlError `PARAMETER_INVALID` unless a count is a whole number from 1, or a share above 0 and up to 1 */
export function assertHowMany(owner: string, { count, share }: HowMany): void {
  if ((count === undefined) === (share === undefined)) {
    throw new PredictqlError('PARAMETER_INVALID', {
      subject: `The parameters of ${owner}`,
      expected: 'have a count or a share',
      received: count === undefined ? 'neither' : 'both',
    });
  }
  if (count !== undefined) {
    const isCount = Number.isInteger(count) && count >= 1;
    assertParameter(owner, 'count', count, 'be a whole number from 1', isCount);
  } else if (share !== undefined) {
    assertParameter(owner, 'share', share, 'be above 0 and at most 1', share > 0 && share <= 1);
  }
}

/** The number of columns to keep, from 1 to `columns`; a share is rounded down. */
export function resolveHowMany({ count, share = 1 }: HowMany, columns: number): number {
  // 0.29 * 100 is a little less than 29.
  const wanted = count ?? Math.floor(share * columns + 1e-9);
  return Math.min(columns, Math.max(1, wanted));
}
