import type { Estimator } from '../estimator';
import { assertFittable } from '../fittable';
import { leastSquares } from '../linear/least-squares';
import { linearModel } from '../linear/linear-model';
import { normalEquations } from '../linear/normal-equations';

/**
 * Linear regression by least squares; scikit-learn's LinearRegression. Where columns explain each other
 * there are many solutions: it takes the one whose coefficients, each measured in its column's deviation,
 * have the least sum of squares. Columns that repeat each other then share their coefficient. The detail
 * tells how many columns are independent of each other.
 */
export function linear(): Estimator {
  return {
    name: 'linear',
    tasks: ['regression'],
    parameters: {},
    fit(input) {
      assertFittable(input, 'linear');
      const equations = normalEquations(input.x, input.target.values);
      const { coefficients, rank } = leastSquares(equations);
      return linearModel(equations, coefficients, input.columns, { rank });
    },
  };
}
