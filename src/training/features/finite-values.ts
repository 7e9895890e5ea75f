import { PredictqlError } from '../../contract';
import { columnValues } from '../column-statistics';
import type { StepInput } from '../step';

/**
 * The values of one column that are not missing, in row order.
 *
 * @throws PredictqlError `STEP_UNFITTABLE` when one of them is infinite: nothing can be learned from it
 */
export function finiteValues(
  step: string,
  { x, columns }: Pick<StepInput, 'x' | 'columns'>,
  index: number,
): Float32Array {
  const values = columnValues(x, index);
  const wrong = values.find((value) => !Number.isFinite(value));
  if (wrong === undefined) return values;
  throw new PredictqlError('STEP_UNFITTABLE', {
    subject: `Step '${step}' on column '${columns[index].name}'`,
    expected: 'see finite values',
    received: String(wrong),
    remedy: 'Correct the data, or the step that makes the column.',
  });
}
