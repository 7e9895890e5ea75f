import { operators } from '../../onnx';
import { derivedColumn } from '../column';
import { quantiles } from '../column-statistics';
import { assertParameter } from '../parameter';
import { everything, type Selector } from '../selector';
import type { Step } from '../step';
import { finiteValues } from './finite-values';

export interface MinMaxScaleOptions {
  /** Default: every column. */
  readonly columns?: Selector;
  /** What the smallest value becomes. Default 0. */
  readonly low?: number;
  /** What the largest value becomes. Default 1. */
  readonly high?: number;
  /** Whether values outside what was seen when fitted stop at the limits. Default false. */
  readonly clip?: boolean;
}

/**
 * Each column to the range from `low` to `high`, as scikit-learn's MinMaxScaler; a constant column becomes
 * `low`. NaN stays NaN.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless low is below high
 */
export function minMaxScale(options: MinMaxScaleOptions = {}): Step {
  const { columns = everything, low = 0, high = 1, clip = false } = options;
  const owner = "step 'min-max-scale'";
  assertParameter(owner, 'low', low, 'be a finite float32', Number.isFinite(Math.fround(low)));
  const isAbove = high > low && Number.isFinite(Math.fround(high));
  assertParameter(owner, 'high', high, `be a finite float32 above ${low}`, isAbove);
  return {
    name: 'min-max-scale',
    columns,
    fit(input) {
      const ends = input.columns.map((_, index) =>
        quantiles(finiteValues('min-max-scale', input, index), [0, 1]),
      );
      const starts = ends.map(([least]) => (Number.isNaN(least) ? 0 : least));
      const factors = ends.map(([least, most]) => (most > least ? (high - low) / (most - least) : 1));
      return {
        outputs: input.columns.map((column) => derivedColumn(column.name, column)),
        emit(graph, x) {
          // The smallest value is a float32 itself, so near it the difference is exact.
          const distance = operators.subtract(graph, x, operators.rowOf(graph, starts));
          const scaled = operators.multiply(graph, distance, operators.rowOf(graph, factors));
          const moved = low === 0 ? scaled : operators.add(graph, scaled, operators.scalar(graph, low));
          if (!clip) return moved;
          return operators.clip(graph, moved, operators.scalar(graph, low), operators.scalar(graph, high));
        },
        detail: { low, high, clip },
      };
    },
  };
}
