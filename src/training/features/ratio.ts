import { operators } from '../../onnx';
import { derivedColumn } from '../column';
import { positionOf } from '../selector';
import type { Step } from '../step';

export interface RatioOptions {
  /** Name of the new column. */
  readonly name: string;
  /** Column that is divided. */
  readonly of: string;
  /** Column that it is divided by. */
  readonly by: string;
}

/**
 * One more column: `of` divided by `by`, such as the area per room. Missing where either is, where the
 * divisor is 0, and where the result is too large for a float32: it is never infinite.
 */
export function ratio({ name, of, by }: RatioOptions): Step {
  return {
    name: 'ratio',
    columns: (columns, step) => [positionOf(columns, of, step), positionOf(columns, by, step)],
    fit: ({ columns }) => ({
      outputs: [derivedColumn(name, ...columns)],
      keepsInputs: true,
      emit(graph, x) {
        const quotient = operators.divide(
          graph,
          operators.gatherColumns(graph, x, [0]),
          operators.gatherColumns(graph, x, [1]),
        );
        const missing = operators.scalar(graph, Number.NaN);
        return operators.where(graph, operators.isInfinite(graph, quotient), missing, quotient);
      },
      detail: { name, of, by },
    }),
  };
}
