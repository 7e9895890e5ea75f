import { PredictqlError } from './errors';
import { isGraphqlName } from './names';
import { shown } from './shown';

export interface NamedValue {
  /** The name in GraphQL. */
  readonly name: string;
  /** What the data calls it. */
  readonly value: string;
}

/** @throws PredictqlError `CONTRACT_INVALID` when a name is illegal or stands for two values */
export function assertUniqueNames(
  entries: readonly NamedValue[],
  subject: string,
  isLegal: (name: string) => boolean = isGraphqlName,
): void {
  const values = new Map<string, string>();
  for (const { name, value } of entries) {
    if (!isLegal(name)) throw illegalName(subject, name);
    const other = values.get(name);
    if (other !== undefined) {
      throw new PredictqlError('CONTRACT_INVALID', {
        subject,
        expected: 'have names that GraphQL can tell apart',
        received: `${shown(name)} for both ${shown(other)} and ${shown(value)}`,
        remedy: 'Give one of them another name in the definition.',
      });
    }
    values.set(name, value);
  }
}

/** @throws PredictqlError `CONTRACT_INVALID` when a value has two names */
export function assertUniqueValues(entries: readonly NamedValue[], subject: string): void {
  const names = new Map<string, string>();
  for (const { name, value } of entries) {
    const other = names.get(value);
    if (other !== undefined) {
      throw new PredictqlError('CONTRACT_INVALID', {
        subject,
        expected: 'list each value once',
        received: `${shown(value)} for both ${shown(other)} and ${shown(name)}`,
        remedy: 'Remove one of them.',
      });
    }
    names.set(value, name);
  }
}

export function illegalName(subject: string, name: string): PredictqlError {
  return new PredictqlError('CONTRACT_INVALID', {
    subject,
    expected:
      'have names of letters, digits and underscores that start with neither a digit nor __ and, as categories, are not true, false or null',
    received: shown(name),
    remedy: 'Give it another name in the definition.',
  });
}
