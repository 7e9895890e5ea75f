import { median } from '../column-statistics';
import type { Estimator } from '../estimator';
import { assertParameter } from '../parameter';
import { everything, type Selector } from '../selector';
import type { Step } from '../step';
import { placesOf, selectionOf } from './choice';
import { fittedImportances } from './fitted-importances';

export interface SelectFromModelOptions {
  /** Default: every column. */
  readonly columns?: Selector;
  /** What is fitted on the columns to see which matter; it is not part of the model. */
  readonly estimator: Estimator;
  /**
   * The least importance of a column that is kept: a number, or the mean or median of all. Default: the mean,
   * or none where there is a count.
   */
  readonly threshold?: number | 'mean' | 'median';
  /** Most columns to keep; of equals the first. */
  readonly count?: number;
}

/**
 * Keeps the columns that matter most to an estimator: by the size of their coefficients, for which they must
 * have one scale, or by the gains of their splits. As scikit-learn's SelectFromModel.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless the threshold is finite and at least 0 and the count a whole number
 *   from 1
 */
export function selectFromModel(options: SelectFromModelOptions): Step {
  const { columns = everything, estimator, count } = options;
  const { threshold = count === undefined ? 'mean' : 0 } = options;
  const owner = "step 'select-from-model'";
  if (typeof threshold === 'number') {
    const isLimit = threshold >= 0 && Number.isFinite(threshold);
    assertParameter(owner, 'threshold', threshold, 'be finite and at least 0', isLimit);
  }
  if (count !== undefined) {
    const isCount = Number.isInteger(count) && count >= 1;
    assertParameter(owner, 'count', count, 'be a whole number from 1', isCount);
  }
  return {
    name: 'select-from-model',
    columns,
    async fit(input) {
      const importances = await fittedImportances('select-from-model', estimator, {
        ...input,
        random: input.random.fork('estimator'),
      });
      const least = limitOf(importances, threshold);
      const places = placesOf(importances);
      const most = count ?? places.length;
      const choices = input.columns.map((_, index) => {
        const score = importances[index];
        if (!(score >= least)) return { kept: false, why: 'matters less than the threshold', score };
        if (places[index] >= most) return { kept: false, why: `is not among the first ${most}`, score };
        return { kept: true, why: 'matters enough', score };
      });
      return selectionOf(input.columns, choices, {
        estimator: estimator.name,
        threshold: least,
        ...(count !== undefined && { count }),
      });
    },
  };
}

function limitOf(importances: Float64Array, threshold: number | 'mean' | 'median'): number {
  if (typeof threshold === 'number') return threshold;
  if (threshold === 'median') return median(importances);
  return importances.reduce((sum, importance) => sum + importance, 0) / importances.length;
}
