import type { Estimator } from '../estimator';
import { frameOf, gather, matrixBlocks } from '../frame';
import { assertParameter } from '../parameter';
import { everything, type Selector } from '../selector';
import type { FittedSelection, Step, StepInput } from '../step';
import { selectionOf } from './choice';
import { fittedImportances } from './fitted-importances';
import { assertHowMany, type HowMany, resolveHowMany } from './how-many';

export type RecursiveEliminationOptions = HowMany & {
  /** Default: every column. */
  readonly columns?: Selector;
  /** What is fitted on the columns left to see which matter; it is not part of the model. */
  readonly estimator: Estimator;
  /** The share of all columns that each round leaves out, at least one. Default 0.1. */
  readonly step?: number;
};

/**
 * Fits an estimator, leaves out the columns that matter least to it, and begins anew with the rest, until as
 * many are left as wanted. Columns that repeat each other share their importance, so looking once would
 * lose them all. As scikit-learn's RFE; of equals the first goes first.
 *
 * @throws PredictqlError `PARAMETER_INVALID` on a count, share or step out of range
 */
export function recursiveElimination(options: RecursiveEliminationOptions): Step {
  const { columns = everything, estimator, step = 0.1 } = options;
  const owner = "step 'recursive-elimination'";
  assertHowMany(owner, options);
  assertParameter(owner, 'step', step, 'be above 0 and below 1', step > 0 && step < 1);
  return {
    name: 'recursive-elimination',
    columns,
    fit(input) {
      const total = input.columns.length;
      const atOnce = Math.max(1, Math.floor(step * total + 1e-9));
      return eliminate(input, estimator, resolveHowMany(options, total), atOnce);
    },
  };
}

async function eliminate(
  { x, columns, target, random }: StepInput,
  estimator: Estimator,
  count: number,
  atOnce: number,
): Promise<FittedSelection> {
  const frame = frameOf(columns, x);
  const outIn = new Map<number, number>();
  let left = [...columns.keys()];
  let round = 0;
  while (left.length > count) {
    round++;
    const importances = await fittedImportances('recursive-elimination', estimator, {
      x: gather(frame, left, matrixBlocks),
      columns: left.map((index) => columns[index]),
      target,
      random: random.fork(`round ${round}`),
    });
    const order = [...left.keys()].sort((a, b) => importances[a] - importances[b] || a - b);
    const gone = new Set(order.slice(0, Math.min(atOnce, left.length - count)));
    for (const place of gone) outIn.set(left[place], round);
    left = left.filter((_, place) => !gone.has(place));
  }
  const choices = columns.map((_, index) => {
    const out = outIn.get(index);
    return out === undefined
      ? { kept: true, why: 'is among the last' }
      : { kept: false, why: `mattered least in round ${out} of ${round}` };
  });
  return selectionOf(columns, choices, { estimator: estimator.name, count });
}
