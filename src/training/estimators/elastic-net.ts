import type { Estimator } from '../estimator';
import { assertElasticNet, elasticNetFit } from '../linear/fit-elastic-net';
import type { LassoOptions } from './lasso';

export interface ElasticNetOptions extends LassoOptions {
  /** Weight of the whole penalty, above 0. Default 1. */
  readonly alpha?: number;
  /** Share of the absolute coefficients in the penalty, above 0 (that is ridge) to 1 (lasso). Default 0.5. */
  readonly l1Ratio?: number;
}

/**
 * Elastic net: minimises |y - Xw - b|² / 2n + alpha·(l1Ratio·|w|₁ + (1 - l1Ratio)·|w|² / 2), the intercept
 * unpenalised (Zou, Hastie, J. R. Statist. Soc. B 67(2), 2005); scikit-learn's ElasticNet. Columns that
 * repeat each other share their coefficient, where lasso takes one of them. A fit that runs out of sweeps
 * says so in its detail.
 *
 * @throws PredictqlError `PARAMETER_INVALID` on an option out of its range
 */
export function elasticNet(options: ElasticNetOptions = {}): Estimator {
  const rules = { alpha: 1, l1Ratio: 0.5, tolerance: 1e-8, maxSweeps: 10_000, ...options };
  assertElasticNet('elastic-net', rules);
  return {
    name: 'elastic-net',
    tasks: ['regression'],
    parameters: rules,
    fit: elasticNetFit('elastic-net', rules),
  };
}
