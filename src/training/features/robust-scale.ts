import { derivedColumn } from '../column';
import { quantiles } from '../column-statistics';
import { assertParameter } from '../parameter';
import { everything, type Selector } from '../selector';
import type { Step } from '../step';
import { centreAndScale } from './centre-and-scale';
import { finiteValues } from './finite-values';

export interface RobustScaleOptions {
  /** Default: every column. */
  readonly columns?: Selector;
  /** The spread is the distance of these two quantiles. Default 0.25. */
  readonly low?: number;
  /** Default 0.75. */
  readonly high?: number;
}

/**
 * Median 0 and distance of the quartiles 1 per column, over the values that are not missing: a few extreme
 * values change nothing. As scikit-learn's RobustScaler; where the quartiles are equal the median is
 * subtracted and no more. NaN stays NaN.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless 0 <= low < high <= 1
 */
export function robustScale({
  columns = everything,
  low = 0.25,
  high = 0.75,
}: RobustScaleOptions = {}): Step {
  const owner = "step 'robust-scale'";
  assertParameter(owner, 'low', low, 'be from 0 to 1', low >= 0 && low <= 1);
  assertParameter(owner, 'high', high, `be above ${low} and at most 1`, high > low && high <= 1);
  return {
    name: 'robust-scale',
    columns,
    fit(input) {
      const learned = input.columns.map((_, index) =>
        quantiles(finiteValues('robust-scale', input, index), [0.5, low, high]),
      );
      const medians = learned.map(([median]) => (Number.isNaN(median) ? 0 : median));
      const spreads = learned.map(([, below, above]) => (above > below ? above - below : 1));
      return {
        outputs: input.columns.map((column) => derivedColumn(column.name, column)),
        emit: (graph, x) => centreAndScale(graph, x, medians, spreads),
        detail: { low, high },
      };
    },
  };
}
