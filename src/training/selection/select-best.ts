import { listed, PredictqlError } from '../../contract';
import { assertParameter } from '../parameter';
import { everything, type Selector } from '../selector';
import type { FittedSelection, Step, StepInput } from '../step';
import { placesOf, selectionOf } from './choice';
import { wholeColumn } from './column-values';
import { fStatistic } from './f-test';
import { assertHowMany, type HowMany, resolveHowMany } from './how-many';
import { cellsOf, mutualInformation, targetCells } from './mutual-information';

export type SelectBestOptions = HowMany & {
  /** Default: every column. */
  readonly columns?: Selector;
  /**
   * What tells how good a column is by itself. `f-test`, the default: how well a straight line, or the means
   * of the classes, explain it. `mutual-information`: any kind of dependence, and categories too.
   */
  readonly score?: 'f-test' | 'mutual-information';
  /** Cells that `mutual-information` cuts numbers into, at quantiles. Default 10. */
  readonly bins?: number;
};

/**
 * Keeps the columns that tell most about the target, each looked at alone; of equals the first. As
 * scikit-learn's SelectKBest and SelectPercentile with f_regression and f_classif; like these, the F-test
 * sees no missing values. Mutual information is that of binned numbers rather than of nearest neighbours,
 * which random noise would have to break ties of, and a missing value is a cell of its own.
 *
 * @throws PredictqlError `PARAMETER_INVALID` on a count, share or bins out of range
 */
export function selectBest(options: SelectBestOptions): Step {
  const { columns = everything, score = 'f-test', bins = 10 } = options;
  assertHowMany("step 'select-best'", options);
  const isCount = Number.isInteger(bins) && bins >= 2;
  assertParameter("step 'select-best'", 'bins', bins, 'be a whole number from 2', isCount);
  return {
    name: 'select-best',
    columns,
    fit(input) {
      const scores = score === 'f-test' ? fScores(input) : informationScores(input, bins);
      return bestOf(input, scores, resolveHowMany(options, input.columns.length), score);
    },
  };
}

function bestOf(
  { columns }: StepInput,
  scores: readonly number[],
  count: number,
  score: string,
): FittedSelection {
  const places = placesOf(scores);
  const choices = columns.map((_, index) => ({
    kept: places[index] < count,
    why: `is number ${places[index] + 1} of ${columns.length} by ${score}`,
    score: scores[index],
  }));
  return selectionOf(columns, choices, { count, score });
}

function fScores({ x, columns, target }: StepInput): number[] {
  const values = columns.map((_, index) => wholeColumn(x, index));
  refuse(
    columns.filter(({ kind }) => kind === 'category'),
    'see numbers rather than categories',
    'Encode them before it, or use mutual information.',
  );
  refuse(
    columns.filter((_, index) => !values[index].every(Number.isFinite)),
    'see no missing or infinite values',
    'Put an impute step before it, or use mutual information.',
  );
  return values.map((column) => fStatistic(column, target));
}

function refuse(wrong: StepInput['columns'], expected: string, remedy: string): void {
  if (wrong.length === 0) return;
  throw new PredictqlError('STEP_UNFITTABLE', {
    subject: "Step 'select-best' by f-test",
    expected,
    received: `some in ${listed(wrong.map(({ name }) => name))}`,
    remedy,
  });
}

function informationScores({ x, columns, target }: StepInput, bins: number): number[] {
  const ofTarget = targetCells(target, bins);
  return columns.map((column, index) =>
    mutualInformation(cellsOf(wholeColumn(x, index), column, bins), ofTarget),
  );
}
