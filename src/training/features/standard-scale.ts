import { derivedColumn } from '../column';
import { columnValues, moments } from '../column-statistics';
import { everything, type Selector } from '../selector';
import type { Step } from '../step';
import { centreAndScale } from './centre-and-scale';

export interface StandardScaleOptions {
  /** Default: every column. */
  readonly columns?: Selector;
}

/**
 * Mean 0 and population standard deviation 1 per column, over the values that are not missing, as
 * scikit-learn's StandardScaler. A constant column becomes 0. NaN stays NaN.
 */
export function standardScale({ columns = everything }: StandardScaleOptions = {}): Step {
  return {
    name: 'standard-scale',
    columns,
    fit({ x, columns: selected }) {
      const learned = selected.map((_, index) => moments(columnValues(x, index)));
      const means = learned.map(({ mean }) => (Number.isNaN(mean) ? 0 : mean));
      const deviations = learned.map(({ mean, deviation }) =>
        isNegligible(mean, deviation) ? 1 : deviation,
      );
      return {
        outputs: selected.map((column) => derivedColumn(column.name, column)),
        emit: (graph, value) => centreAndScale(graph, value, means, deviations),
      };
    },
  };
}

/** Whether a deviation is rounding noise of float32 rather than spread. */
function isNegligible(mean: number, deviation: number): boolean {
  return !(deviation > Math.abs(mean) * 1e-7) || deviation === 0;
}
