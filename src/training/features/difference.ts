import { operators } from '../../onnx';
import { derivedColumn } from '../column';
import { positionOf } from '../selector';
import type { Step } from '../step';

export interface DifferenceOptions {
  /** Name of the new column. */
  readonly name: string;
  /** Column that is subtracted from. */
  readonly of: string;
  /** Column that is subtracted. */
  readonly minus: string;
}

/** One more column: `of` minus `minus`, such as the years since remodelling; missing where either is. */
export function difference({ name, of, minus }: DifferenceOptions): Step {
  return {
    name: 'difference',
    columns: (columns, step) => [positionOf(columns, of, step), positionOf(columns, minus, step)],
    fit: ({ columns }) => ({
      outputs: [derivedColumn(name, ...columns)],
      keepsInputs: true,
      emit: (graph, x) =>
        operators.subtract(
          graph,
          operators.gatherColumns(graph, x, [0]),
          operators.gatherColumns(graph, x, [1]),
        ),
      detail: { name, of, minus },
    }),
  };
}
