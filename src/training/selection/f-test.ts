import type { TrainingTarget } from '../step';
import { classSquares, correlation } from './association';

/**
 * The F statistic of one column alone: of the linear regression of the target on it for numbers
 * (scikit-learn's f_regression), of the analysis of variance over the classes for classes (f_classif). The
 * largest float64 where it would be infinite, 0 where the column or the target does not vary.
 *
 * @param values - [rows], no NaN
 */
export function fStatistic(values: Float64Array, target: TrainingTarget): number {
  return target.classes === 0 ? ofRegression(values, target.values) : ofClasses(values, target);
}

function ofRegression(values: Float64Array, target: Float64Array): number {
  const square = correlation(values, target) ** 2;
  return finite((square / (1 - square)) * (values.length - 2));
}

function ofClasses(values: Float64Array, target: TrainingTarget): number {
  const { rows, classes, between, within } = classSquares(values, target);
  return finite(between / (classes - 1) / (within / (rows - classes)));
}

/** Manifests hold no infinities. */
function finite(statistic: number): number {
  return Number.isNaN(statistic) ? 0 : Math.max(0, Math.min(Number.MAX_VALUE, statistic));
}
