import { assertParameter } from '../parameter';
import { matching, type Selector } from '../selector';
import type { FittedSelection, Step, StepInput } from '../step';
import { correlation, relation } from './association';
import { type Choice, selectionOf } from './choice';
import { wholeColumn } from './column-values';

export interface DropCorrelatedOptions {
  /** Default: every column that is no category. */
  readonly columns?: Selector;
  /** Two columns are too much alike when the size of their correlation is above it. Default 0.95. */
  readonly threshold?: number;
  /** Which of two stays: the first, the default, or the one that has more to do with the target. */
  readonly prefer?: 'first' | 'target';
}

/**
 * Leaves out columns that nearly repeat one that stays, by Pearson's correlation over the rows in which both
 * have a value. Columns are looked at one after the other, and each is compared with those kept so far: of
 * three alike, one stays.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless the threshold is from 0 to 1
 */
export function dropCorrelated(options: DropCorrelatedOptions = {}): Step {
  const { columns = notCategory, threshold = 0.95, prefer = 'first' } = options;
  const isInRange = threshold >= 0 && threshold <= 1;
  assertParameter("step 'drop-correlated'", 'threshold', threshold, 'be from 0 to 1', isInRange);
  return { name: 'drop-correlated', columns, fit: (input) => fitDropCorrelated(input, threshold, prefer) };
}

const notCategory = matching(({ kind }) => kind !== 'category');

function fitDropCorrelated(
  { x, columns, target }: StepInput,
  threshold: number,
  prefer: 'first' | 'target',
): FittedSelection {
  const values = columns.map((_, index) => wholeColumn(x, index));
  const order = [...columns.keys()];
  if (prefer === 'target') {
    const relations = values.map((column) => relation(column, target));
    order.sort((a, b) => relations[b] - relations[a] || a - b);
  }
  const choices = new Array<Choice>(columns.length);
  const kept: number[] = [];
  for (const index of order) {
    const found = kept
      .map((other) => ({ other, r: Math.abs(correlation(values[index], values[other])) }))
      .reduce((most, next) => (next.r > most.r ? next : most), { other: -1, r: 0 });
    if (found.r > threshold) {
      choices[index] = {
        kept: false,
        why: `is correlated with ${columns[found.other].name}`,
        score: found.r,
      };
    } else {
      kept.push(index);
      choices[index] = { kept: true, why: 'is correlated less with those kept before it', score: found.r };
    }
  }
  return selectionOf(columns, choices, { threshold, prefer });
}
