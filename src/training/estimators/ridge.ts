import { PredictqlError } from '../../contract';
import type { Estimator } from '../estimator';
import { solveCholesky } from '../linear/cholesky';
import { assertDense, linearModel } from '../linear/linear-model';
import { normalEquations } from '../linear/normal-equations';

export interface RidgeOptions {
  /** Weight of the squared coefficients, above 0. Default 1. */
  readonly alpha?: number;
}

/**
 * Ridge regression: minimises |y - Xw - b|² + alpha·|w|², the intercept unpenalised, in closed form
 * (Hoerl, Kennard, Technometrics 12(1), 1970); scikit-learn's Ridge.
 */
export function ridge({ alpha = 1 }: RidgeOptions = {}): Estimator {
  return {
    name: 'ridge',
    task: 'regression',
    parameters: { alpha },
    fit(input) {
      assertDense(input, 'ridge');
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
          remedy: 'Raise alpha, or drop columns that repeat others.',
        });
      }
      return linearModel(equations, coefficients, input.columns);
    },
  };
}
