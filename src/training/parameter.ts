import { PredictqlError } from '../contract';

/** @throws PredictqlError `PARAMETER_INVALID` unless the hyperparameter's rule holds */
export function assertParameter(
  owner: string,
  name: string,
  value: number,
  expected: string,
  holds: boolean,
) {
  if (holds) return;
  throw new PredictqlError('PARAMETER_INVALID', {
    subject: `Parameter '${name}' of ${owner}`,
    expected,
    received: String(value),
  });
}
