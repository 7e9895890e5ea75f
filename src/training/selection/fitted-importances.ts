import { type Matrix, PredictqlError } from '../../contract';
import type { RandomSource } from '../../data';
import type { Column } from '../column';
import type { Estimator } from '../estimator';
import type { TrainingTarget } from '../step';

export interface ImportancesInput {
  readonly x: Matrix;
  readonly columns: readonly Column[];
  readonly target: TrainingTarget;
  readonly random: RandomSource;
}

/**
 * How much each column matters to an estimator fitted on them.
 *
 * @returns float64 [columns], not negative
 * @throws PredictqlError `STEP_UNFITTABLE` when the estimator is for another task or cannot tell, and
 *   `ESTIMATOR_UNFITTABLE` when it cannot be fitted
 */
export async function fittedImportances(
  step: string,
  estimator: Estimator,
  { x, columns, target, random }: ImportancesInput,
): Promise<Float64Array> {
  const task = target.classes === 0 ? 'regression' : 'classification';
  if (!estimator.tasks.includes(task)) {
    throw unusable(step, `use an estimator for ${task}`, `'${estimator.name}'`);
  }
  const { importances } = await estimator.fit({ x, columns, target, random, progress: () => {} });
  if (importances !== undefined) return importances;
  throw unusable(step, 'use an estimator that tells how much each column matters', `'${estimator.name}'`);
}

function unusable(step: string, expected: string, received: string): PredictqlError {
  return new PredictqlError('STEP_UNFITTABLE', {
    subject: `Step '${step}'`,
    expected,
    received,
    remedy: 'Give it another estimator.',
  });
}
