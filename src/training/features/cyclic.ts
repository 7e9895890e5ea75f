import { operators } from '../../onnx';
import { derivedColumn } from '../column';
import { assertParameter } from '../parameter';
import type { Selector } from '../selector';
import type { Step } from '../step';

export interface CyclicOptions {
  readonly columns: Selector;
  /** After how much the values begin anew: 12 for months, 7 for days of the week, 360 for degrees. */
  readonly period: number;
}

/**
 * Each column as the sine and cosine of its place in the period, `month sin` and `month cos`: December lies
 * next to January. All sines come first. NaN stays NaN.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless the period is finite and above 0
 */
export function cyclic({ columns, period }: CyclicOptions): Step {
  const isUsable = period > 0 && Number.isFinite(period);
  assertParameter("step 'cyclic'", 'period', period, 'be finite and above 0', isUsable);
  return {
    name: 'cyclic',
    columns,
    fit: ({ columns: selected }) => ({
      outputs: ['sin', 'cos'].flatMap((part) =>
        selected.map((column) => derivedColumn(`${column.name} ${part}`, column)),
      ),
      emit(graph, x) {
        // In float64: of many periods a float32 remainder would keep few digits, and ONNX Runtime's float32
        // sine has other last digits in a batch than alone.
        const wide = operators.cast(graph, x, 'double');
        const place = operators.remainder(graph, wide, operators.scalar(graph, period, 'double'));
        const turn = operators.scalar(graph, (2 * Math.PI) / period, 'double');
        const angle = operators.multiply(graph, place, turn);
        const both = [operators.sine(graph, angle), operators.cosine(graph, angle)];
        return operators.cast(graph, operators.concatColumns(graph, both), 'float');
      },
      detail: { period },
    }),
  };
}
