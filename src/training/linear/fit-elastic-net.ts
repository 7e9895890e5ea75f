import type { Estimator } from '../estimator';
import { assertFittable } from '../fittable';
import { assertParameter, assertPositive, assertShare } from '../parameter';
import { coordinateDescent } from './coordinate-descent';
import { linearModel } from './linear-model';
import { normalEquations } from './normal-equations';

export interface ElasticNetRules {
  readonly alpha: number;
  readonly l1Ratio: number;
  readonly tolerance: number;
  readonly maxSweeps: number;
}

/** @throws PredictqlError `PARAMETER_INVALID` on a rule out of its range */
export function assertElasticNet(
  name: string,
  { alpha, l1Ratio, tolerance, maxSweeps }: ElasticNetRules,
): void {
  const owner = `estimator '${name}'`;
  assertPositive(owner, 'alpha', alpha);
  assertShare(owner, 'l1Ratio', l1Ratio);
  assertParameter(owner, 'tolerance', tolerance, 'be above 0 and below 1', tolerance > 0 && tolerance < 1);
  assertParameter(owner, 'maxSweeps', maxSweeps, 'be at least 1', maxSweeps >= 1);
}

/** The fit of an estimator called `name`. A fit that runs out of sweeps says so in its detail. */
export function elasticNetFit(
  name: string,
  { alpha, l1Ratio, tolerance, maxSweeps }: ElasticNetRules,
): Estimator['fit'] {
  return (input) => {
    assertFittable(input, name);
    const equations = normalEquations(input.x, input.target.values);
    const weight = alpha * equations.rows;
    const { coefficients, sweeps, converged } = coordinateDescent(
      equations,
      { l1: weight * l1Ratio, l2: weight * (1 - l1Ratio) },
      { tolerance, maxSweeps },
    );
    return linearModel(equations, coefficients, input.columns, { sweeps, converged });
  };
}
