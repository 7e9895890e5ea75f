import type { Estimator } from '../estimator';
import { assertElasticNet, elasticNetFit } from '../linear/fit-elastic-net';

export interface LassoOptions {
  /** Weight of the absolute coefficients, above 0. Default 1. */
  readonly alpha?: number;
  /** Duality gap to stop at, as a share of the target's sum of squares. Default 1e-8. */
  readonly tolerance?: number;
  readonly maxSweeps?: number;
}

/**
 * Lasso: minimises |y - Xw - b|² / 2n + alpha·|w|₁, the intercept unpenalised (Tibshirani, J. R. Statist.
 * Soc. B 58(1), 1996); scikit-learn's Lasso. A fit that runs out of sweeps says so in its detail.
 *
 * @throws PredictqlError `PARAMETER_INVALID` on an option out of its range
 */
export function lasso({ alpha = 1, tolerance = 1e-8, maxSweeps = 10_000 }: LassoOptions = {}): Estimator {
  const rules = { alpha, l1Ratio: 1, tolerance, maxSweeps };
  assertElasticNet('lasso', rules);
  return {
    name: 'lasso',
    tasks: ['regression'],
    parameters: { alpha, tolerance, maxSweeps },
    fit: elasticNetFit('lasso', rules),
  };
}
