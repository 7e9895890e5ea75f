import { type ValidationError, validate } from 'class-validator';
import { errorMessage, PredictqlError, shown, type Violation } from '../contract';

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
      received: `${violations.length} violation${violations.length === 1 ? '' : 's'}`,
      remedy: violations.map(({ message }) => message).join(' '),
    },
    { violations },
  );
}

/** class-validator's sentences are `name must be ...`, ours say what came as well. */
function violationsOf({ property, value, constraints = {} }: ValidationError): Violation[] {
  return Object.entries(constraints).map(([constraint, sentence]) => {
    const expected = sentence.replace(`${property} must `, '');
    const received = shown(value);
    const message = errorMessage({ subject: `Argument '${property}'`, expected, received });
    return { path: [property], constraint, expected, received, message };
  });
}
