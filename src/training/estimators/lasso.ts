import type { Estimator } from '../estimator';
import { assertFittable } from '../fittable';
import { coordinateDescent } from '../linear/coordinate-descent';
import { linearModel } from '../linear/linear-model';
import { normalEquations } from '../linear/normal-equations';
import { assertParameter } from '../parameter';

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
  const owner = "estimator 'lasso'";
  assertParameter(
    owner,
    'alpha',
    alpha,
    'be finite and above 0',
    alpha > 0 && alpha < Number.POSITIVE_INFINITY,
  );
  assertParameter(owner, 'tolerance', tolerance, 'be above 0 and below 1', tolerance > 0 && tolerance < 1);
  assertParameter(owner, 'maxSweeps', maxSweeps, 'be at least 1', maxSweeps >= 1);
  return {
    name: 'lasso',
    tasks: ['regression'],
    parameters: { alpha, tolerance, maxSweeps },
    fit(input) {
      assertFittable(input, 'lasso');
      const equations = normalEquations(input.x, input.target.values);
      const { coefficients, sweeps, converged } = coordinateDescent(
        equations,
        { l1: alpha * equations.rows, l2: 0 },
        { tolerance, maxSweeps },
      );
      return linearModel(equations, coefficients, input.columns, { sweeps, converged });
    },
  };
}
