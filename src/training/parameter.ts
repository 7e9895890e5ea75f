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

/** @throws PredictqlError `PARAMETER_INVALID` unless the hyperparameter is a whole number from `least` */
export function assertWhole(owner: string, name: string, value: number, least: number): void {
  const holds = Number.isInteger(value) && value >= least;
  assertParameter(owner, name, value, `be a whole number from ${least}`, holds);
}

/** @throws PredictqlError `PARAMETER_INVALID` unless the hyperparameter is above 0 and at most 1 */
export function assertShare(owner: string, name: string, value: number): void {
  assertParameter(owner, name, value, 'be above 0 and at most 1', value > 0 && value <= 1);
}

/** @throws PredictqlError `PARAMETER_INVALID` unless the hyperparameter is finite and not negative */
export function assertNotNegative(owner: string, name: string, value: number): void {
  const holds = value >= 0 && value < Number.POSITIVE_INFINITY;
  assertParameter(owner, name, value, 'be finite and at least 0', holds);
}

/** @throws PredictqlError `PARAMETER_INVALID` unless the hyperparameter is finite and above 0 */
export function assertPositive(owner: string, name: string, value: number): void {
  const holds = value > 0 && value < Number.POSITIVE_INFINITY;
  assertParameter(owner, name, value, 'be finite and above 0', holds);
}
