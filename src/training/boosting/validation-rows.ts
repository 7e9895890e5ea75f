import { PredictqlError } from '../../contract';
import type { RandomSource } from '../../data';
import { allOf, sample } from './sampling';

export interface KeptRows {
  /** Ascending, like the other. */
  readonly training: Int32Array;
  readonly validation: Int32Array;
}

/**
 * Parts the rows: a share of them, one at least, watches over the others' training. Of every class that
 * share is kept, and one row at least trains.
 *
 * @param classes - number of classes, for which the truth is a class index; 0 for numbers
 * @throws PredictqlError `ESTIMATOR_UNFITTABLE` when no row can be spared
 */
export function keepValidation(
  truth: Float64Array,
  classes: number,
  fraction: number,
  random: RandomSource,
): KeptRows {
  const all = allOf(truth.length);
  const groups =
    classes === 0 ? [all] : Array.from({ length: classes }, (_, k) => all.filter((row) => truth[row] === k));
  const spare = (rows: Int32Array) => Math.max(0, rows.length - 1);
  const shares = groups.map((rows) => Math.min(Math.round(fraction * rows.length), spare(rows)));
  if (!shares.some((share) => share > 0)) {
    const [largest] = [...groups.keys()].sort((a, b) => groups[b].length - groups[a].length);
    if (spare(groups[largest]) === 0) {
      throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
        subject: 'Early stopping',
        expected: 'get rows that training can spare',
        received: `${truth.length} rows`,
        remedy: 'Leave it out, or gather more rows.',
      });
    }
    shares[largest] = 1;
  }
  const isKept = new Uint8Array(truth.length);
  for (const [k, rows] of groups.entries())
    for (const row of sample(rows, shares[k], random)) isKept[row] = 1;
  return {
    training: all.filter((row) => isKept[row] === 0),
    validation: all.filter((row) => isKept[row] === 1),
  };
}
