import { PredictqlError } from '../../contract';
import type { Estimator } from '../estimator';
import { assertFittable } from '../fittable';
import { fitLogistic } from '../linear/fit-logistic';
import { logisticModel } from '../linear/logistic-model';
import { assertParameter, assertPositive, assertWhole } from '../parameter';

export type LogisticPenalty = 'l2' | 'l1' | 'none';

export interface LogisticOptions {
  /** Squared coefficients, absolute ones, which leaves columns out, or neither. Default l2. */
  readonly penalty?: LogisticPenalty;
  /** Weight of the data against the penalty. Default 1. */
  readonly C?: number;
  /** Stop when a round promises less than this share of the objective. Default 1e-12. */
  readonly tolerance?: number;
  /** Default 200. */
  readonly maxIterations?: number;
}

/**
 * Logistic regression for two classes, multinomial for several: minimises C times the sum of negative
 * log-likelihoods plus the penalty, |w|²/2 or |w|₁, the intercepts unpenalised; scikit-learn's
 * LogisticRegression. Scale the columns: the penalty weighs all coefficients alike. A fit that runs out of
 * iterations says so in its detail; without penalty it does when columns tell the classes apart perfectly.
 *
 * @throws PredictqlError `PARAMETER_INVALID` on an option out of its range
 */
export function logistic(options: LogisticOptions = {}): Estimator {
  const settled = {
    penalty: 'l2' as LogisticPenalty,
    C: 1,
    tolerance: 1e-12,
    maxIterations: 200,
    ...options,
  };
  const { penalty, C, tolerance, maxIterations } = settled;
  const owner = "estimator 'logistic'";
  if (!['l2', 'l1', 'none'].includes(penalty)) {
    throw new PredictqlError('PARAMETER_INVALID', {
      subject: `Parameter 'penalty' of ${owner}`,
      expected: "be 'l2', 'l1' or 'none'",
      received: `'${penalty}'`,
    });
  }
  assertPositive(owner, 'C', C);
  assertParameter(owner, 'tolerance', tolerance, 'be above 0 and below 1', tolerance > 0 && tolerance < 1);
  assertWhole(owner, 'maxIterations', maxIterations, 1);
  const weights = { l1: penalty === 'l1' ? 1 / C : 0, l2: penalty === 'l2' ? 1 / C : 0 };
  return {
    name: 'logistic',
    tasks: ['classification'],
    parameters: settled,
    fit(input) {
      assertFittable(input, 'logistic');
      const { x, columns, target, progress } = input;
      const rules = { penalty: weights, tolerance, maxIterations };
      return logisticModel(fitLogistic(x, target.values, target.classes, rules, progress), columns);
    },
  };
}
