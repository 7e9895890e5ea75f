import { listed, type Matrix, PredictqlError } from '../contract';
import type { Column } from './column';
import type { EstimatorInput } from './estimator';

/**
 * @param missingAllowed - whether NaN is a value like others to the estimator; where it depends, by column
 * @throws PredictqlError `ESTIMATOR_UNFITTABLE` when there is no row or column, or the data hold infinities
 *   (or NaN, unless allowed), or the target is not finite in float32, which answers are, or of one class only
 */
export function assertFittable(
  { x, columns, target }: EstimatorInput,
  estimator: string,
  { missingAllowed = false }: { readonly missingAllowed?: boolean | ((column: Column) => boolean) } = {},
): void {
  const mayMiss = (column: Column) =>
    typeof missingAllowed === 'boolean' ? missingAllowed : missingAllowed(column);
  const subject = `Estimator '${estimator}'`;
  if (x.rows === 0 || x.columns === 0) {
    throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
      subject,
      expected: 'see rows and columns',
      received: `${x.rows} rows of ${x.columns} columns`,
    });
  }
  const holed = columns.filter((column, index) => !isUsable(x, index, mayMiss(column)));
  if (holed.length > 0) {
    throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
      subject,
      expected: `see no ${missingAllowed === true ? '' : 'missing or '}infinite values`,
      received: `some in ${listed(holed.map(({ name }) => name))}`,
      remedy: missingAllowed === true ? 'Make them missing, or clip them.' : 'Put an impute step before it.',
    });
  }
  const wrong = target.values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
      subject: `The target of estimator '${estimator}'`,
      expected: 'be finite in every row',
      received: `${target.values[wrong]} in row ${wrong + 1}`,
    });
  }
  const large = target.values.findIndex((value) => !Number.isFinite(Math.fround(value)));
  if (large >= 0) {
    throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
      subject: `The target of estimator '${estimator}'`,
      expected: 'be within the range of float32 in every row',
      received: `${target.values[large]} in row ${large + 1}`,
      remedy: 'Choose a larger unit for it.',
    });
  }
  if (target.classes > 0 && new Set(target.values).size < 2) {
    throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
      subject: `The target of estimator '${estimator}'`,
      expected: 'hold two classes at least',
      received: 'one',
      remedy: 'Gather rows of the other classes.',
    });
  }
}

function isUsable({ data, columns }: Matrix, index: number, missingAllowed: boolean): boolean {
  for (let at = index; at < data.length; at += columns) {
    if (!Number.isFinite(data[at]) && !(missingAllowed && Number.isNaN(data[at]))) return false;
  }
  return true;
}
