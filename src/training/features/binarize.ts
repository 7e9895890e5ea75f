import { operators } from '../../onnx';
import { derivedColumn } from '../column';
import { float32AtMost } from '../float32';
import { assertParameter } from '../parameter';
import type { Selector } from '../selector';
import type { Step } from '../step';

export interface BinarizeOptions {
  readonly columns: Selector;
  /** Values above it become 1, the others 0. Default 0. */
  readonly threshold?: number;
}

/**
 * 1 above a threshold and 0 up to it, as scikit-learn's Binarizer. NaN stays NaN.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless the threshold is finite
 */
export function binarize({ columns, threshold = 0 }: BinarizeOptions): Step {
  const isUsable = Number.isFinite(Math.fround(threshold));
  assertParameter("step 'binarize'", 'threshold', threshold, 'be a finite float32', isUsable);
  const limit = float32AtMost(threshold);
  return {
    name: 'binarize',
    columns,
    fit: ({ columns: selected }) => ({
      outputs: selected.map((column) => derivedColumn(column.name, column)),
      emit(graph, x) {
        const isAbove = operators.greater(graph, x, operators.scalar(graph, limit));
        const missing = operators.isMissing(graph, x);
        return operators.where(graph, missing, x, operators.cast(graph, isAbove, 'float'));
      },
      detail: { threshold },
    }),
  };
}
