import { PredictqlError, shown } from '../contract';

/** The contract number that an exact version belongs to: 1 for `1.3.0`. */
export function majorOf(version: string): number {
  return Number(version.split('.')[0]);
}

/** @throws PredictqlError `NAME_INVALID` unless the number can be a contract's major */
export function assertMajor(major: number): void {
  if (Number.isInteger(major) && major >= 1 && major <= 999) return;
  throw new PredictqlError('NAME_INVALID', {
    subject: 'A major',
    expected: 'be a whole number from 1 to 999',
    received: shown(major),
  });
}
