import { floats, operators } from '../../onnx';
import { derivedColumn } from '../column';
import { columnValues, moments } from '../column-statistics';
import { everything, type Selector } from '../selector';
import type { Step } from '../step';

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
        emit(graph, value) {
          const row = (values: readonly number[]) => graph.constant(floats(values, [1, values.length]));
          // A mean of its own size and float32 precision would lose the digits in which the values differ
          // (degrees of latitude within one town), so what float32 cannot hold of it is subtracted too.
          const rounding = means.map((mean) => mean - Math.fround(mean));
          const centred = operators.subtract(
            graph,
            operators.subtract(graph, value, row(means)),
            row(rounding),
          );
          return operators.divide(graph, centred, row(deviations));
        },
      };
    },
  };
}

/** Whether a deviation is rounding noise of float32 rather than spread. */
function isNegligible(mean: number, deviation: number): boolean {
  return !(deviation > Math.abs(mean) * 1e-7) || deviation === 0;
}
