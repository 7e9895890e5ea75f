import type { Estimator } from '../estimator';
import { coordinateDescent } from '../linear/coordinate-descent';
import { assertDense, linearModel } from '../linear/linear-model';
import { normalEquations } from '../linear/normal-equations';

export interface LassoOptions {
  /** Weight of the absolute coefficients. Default 1. */
  readonly alpha?: number;
  /** Duality gap to stop at, as a share of the target's sum of squares. Default 1e-8. */
  readonly tolerance?: number;
  readonly maxSweeps?: number;
}

/**
 * Lasso: minimises |y - Xw - b|² / 2n + alpha·|w|₁, the intercept unpenalised (Tibshirani, J. R. Statist.
 * Soc. B 58(1), 1996); scikit-learn's Lasso. A fit that runs out of sweeps says so in its detail.
 */
export function lasso({ alpha = 1, tolerance = 1e-8, maxSweeps = 10_000 }: LassoOptions = {}): Estimator {
  return {
    name: 'lasso',
    task: 'regression',
    parameters: { alpha, tolerance, maxSweeps },
    fit(input) {
      assertDense(input, 'lasso');
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
