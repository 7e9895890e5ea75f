import { listed, PredictqlError } from '../../contract';
import type { Column } from '../column';

/** @throws PredictqlError `STEP_UNFITTABLE` when a column is of another kind than the step can read */
export function assertKinds(
  step: string,
  columns: readonly Column[],
  ...kinds: readonly Column['kind'][]
): void {
  const wrong = columns.find(({ kind }) => !kinds.includes(kind));
  if (wrong === undefined) return;
  throw new PredictqlError('STEP_UNFITTABLE', {
    subject: `Step '${step}'`,
    expected: `read ${listed(kinds)} columns`,
    received: `'${wrong.name}', a ${wrong.kind} column`,
    remedy: 'Select other columns, or put the step before the one that changes them.',
  });
}
