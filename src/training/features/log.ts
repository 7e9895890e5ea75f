import { PredictqlError } from '../../contract';
import { floats, operators } from '../../onnx';
import { derivedColumn } from '../column';
import { columnValues } from '../column-statistics';
import { assertParameter } from '../parameter';
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
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless the offset is finite
 */
export function log({ columns, offset = 1 }: LogOptions): Step {
  const shift = Math.fround(offset);
  assertParameter("step 'log'", 'offset', offset, 'be a finite float32', Number.isFinite(shift));
  return {
    name: 'log',
    columns,
    fit({ x, columns: selected }) {
      for (const [index, { name }] of selected.entries()) {
        const wrong = columnValues(x, index).find((value) => Math.fround(value + shift) <= 0);
        if (wrong === undefined) continue;
        throw new PredictqlError('STEP_UNFITTABLE', {
          subject: `Step 'log' on column '${name}'`,
          expected: `see values above ${-offset}`,
          received: String(wrong),
          remedy: 'Use a larger offset, or another transform.',
        });
      }
      return {
        outputs: selected.map((column) => derivedColumn(column.name, column)),
        emit(graph, value) {
          const shifted = operators.add(graph, value, graph.constant(floats([shift], [])));
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
