import { PredictqlError } from '../../contract';
import { floats, operators } from '../../onnx';
import { columnValues } from '../column-statistics';
import type { Selector } from '../selector';
import type { Step } from '../step';

export interface LogOptions {
  readonly columns: Selector;
  /** Added before the logarithm; 1 by default, so that 0 stays 0. */
  readonly offset?: number;
}

/**
 * The natural logarithm of each value plus the offset. NaN stays NaN; a value at prediction time that is
 * too small for a logarithm counts as missing, so put the step before an impute.
 */
export function log({ columns, offset = 1 }: LogOptions): Step {
  return {
    name: 'log',
    columns,
    fit({ x, columns: selected }) {
      for (const [index, { name }] of selected.entries()) {
        const wrong = columnValues(x, index).find((value) => value + offset <= 0);
        if (wrong === undefined) continue;
        throw new PredictqlError('STEP_UNFITTABLE', {
          subject: `Step 'log' on column '${name}'`,
          expected: `see values above ${-offset}`,
          received: String(wrong),
          remedy: 'Use a larger offset, or another transform.',
        });
      }
      return {
        outputs: selected,
        emit(graph, value) {
          const shifted = operators.add(graph, value, graph.constant(floats([offset], [])));
          const zero = graph.constant(floats([0], []));
          const missing = graph.constant(floats([Number.NaN], []));
          const isPositive = operators.greater(graph, shifted, zero);
          return operators.logarithm(graph, operators.where(graph, isPositive, shifted, missing));
        },
        detail: { offset },
      };
    },
  };
}
