import { PredictqlError } from '../../contract';
import type { Estimator } from '../estimator';
import { assertFittable } from '../fittable';
import { solveCholesky } from '../linear/cholesky';
import { linearModel } from '../linear/linear-model';
import { normalEquations } from '../linear/normal-equations';
import { assertParameter } from '../parameter';

export interface RidgeOptions {
  /** Weight of the squared coefficients; 0 is ordinary least squares. Default 1. */
  readonly alpha?: number;
}

/**
 * Ridge regression: minimises |y - Xw - b|² + alpha·|w|², the intercept unpenalised, in closed form
 * (Hoerl, Kennard, Technometrics 12(1), 1970); scikit-learn's Ridge.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless alpha is finite and at least 0
 */
export function ridge({ alpha = 1 }: RidgeOptions = {}): Estimator {
  const isInRange = alpha >= 0 && alpha < Number.POSITIVE_INFINITY;
  assertParameter("estimator 'ridge'", 'alpha', alpha, 'be finite and at least 0', isInRange);
  return {
    name: 'ridge',
    tasks: ['regression'],
    parameters: { alpha },
    fit(input) {
      assertFittable(input, 'ridge');
      const equations = normalEquations(input.x, input.target.values);
      const { columns, gram, correlation } = equations;
      const penalised = Float64Array.from(gram);
      for (let i = 0; i < columns; i++) penalised[i * columns + i] += alpha;
      const coefficients = solveCholesky(penalised, correlation);
      if (coefficients === undefined) {
        throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
          subject: "Estimator 'ridge'",
          expected: 'have an alpha that makes the columns independent',
          received: String(alpha),
          remedy: 'Raise alpha, scale the columns, or drop those that repeat others.',
        });
      }
      return linearModel(equations, coefficients, input.columns);
    },
  };
}
