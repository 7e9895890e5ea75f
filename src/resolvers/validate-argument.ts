import { type ValidationError, validate } from 'class-validator';
import { PredictqlError, shown, type Violation } from '../contract';

/**
 * Holds fixed arguments against their class-validator rules. Rows to predict are left to the check that
 * their predictor compiled from the contract: the rules may differ from version to version.
 *
 * @throws PredictqlError `ROWS_INVALID` with every violation
 */
export async function validateArgument(argument: unknown): Promise<void> {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument)) return;
  const errors = await validate(argument, { skipMissingProperties: true });
  if (errors.length === 0) return;
  const violations = errors.flatMap(violationsOf);
  throw new PredictqlError(
    'ROWS_INVALID',
    {
      subject: 'The arguments',
      expected: 'satisfy their rules',
      received: violations.map(({ received }) => received).join(', '),
      remedy: `${violations.map(({ message }) => message).join('; ')}.`,
    },
    { violations },
  );
}

function violationsOf({ property, value, constraints = {} }: ValidationError): Violation[] {
  return Object.entries(constraints).map(([constraint, message]) => ({
    path: [property],
    constraint,
    expected: message,
    received: shown(value),
    message,
  }));
}
