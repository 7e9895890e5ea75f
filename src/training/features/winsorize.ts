import { operators } from '../../onnx';
import { derivedColumn } from '../column';
import { quantiles } from '../column-statistics';
import { assertParameter } from '../parameter';
import { everything, type Selector } from '../selector';
import type { Step } from '../step';
import { finiteValues } from './finite-values';

export interface WinsorizeOptions {
  /** Default: every column. */
  readonly columns?: Selector;
  /** Values below this quantile become it. Default 0.01; 0 leaves them. */
  readonly low?: number;
  /** Values above this quantile become it. Default 0.99; 1 leaves them. */
  readonly high?: number;
}

/**
 * Extreme values brought to the quantiles seen when fitted, by linear interpolation between values (numpy's
 * default). With a `low` of 0 or a `high` of 1 that side has no limit. NaN stays NaN.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless 0 <= low <= high <= 1
 */
export function winsorize({ columns = everything, low = 0.01, high = 0.99 }: WinsorizeOptions = {}): Step {
  const owner = "step 'winsorize'";
  assertParameter(owner, 'low', low, 'be from 0 to 1', low >= 0 && low <= 1);
  assertParameter(owner, 'high', high, `be from ${low} to 1`, high >= low && high <= 1);
  return {
    name: 'winsorize',
    columns,
    fit(input) {
      const limits = input.columns.map((_, index) => {
        const [least, most] = quantiles(finiteValues('winsorize', input, index), [low, high]);
        return {
          least: low === 0 || Number.isNaN(least) ? Number.NEGATIVE_INFINITY : Math.fround(least),
          most: high === 1 || Number.isNaN(most) ? Number.POSITIVE_INFINITY : Math.fround(most),
        };
      });
      return {
        outputs: input.columns.map((column) => derivedColumn(column.name, column)),
        emit(graph, x) {
          const floors = operators.rowOf(
            graph,
            limits.map(({ least }) => least),
          );
          const ceilings = operators.rowOf(
            graph,
            limits.map(({ most }) => most),
          );
          return operators.minimum(graph, operators.maximum(graph, x, floors), ceilings);
        },
        detail: {
          low,
          high,
          limits: Object.fromEntries(
            input.columns.map(({ name }, index) => [name, finiteOrNull(limits[index])]),
          ),
        },
      };
    },
  };
}

/** JSON has no infinities. */
function finiteOrNull({ least, most }: { least: number; most: number }) {
  const shown = (limit: number) => (Number.isFinite(limit) ? limit : null);
  return { least: shown(least), most: shown(most) };
}
