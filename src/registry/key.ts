import { PredictqlError, shown } from '../contract';

// A leading letter or digit rules out '..', hidden files and options of shell commands at once.
const segment = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** Whether a name may be one segment of a key; such a name is safe in a path and in an S3 key. */
export function isKeySegment(name: string): boolean {
  return segment.test(name);
}

/** @throws PredictqlError `KEY_INVALID` unless every segment of the key may stand in one */
export function assertKey(key: string): void {
  if (key.split('/').every(isKeySegment)) return;
  throw new PredictqlError('KEY_INVALID', {
    subject: 'A key of the registry',
    expected:
      'be names of letters, digits, dots, underscores and hyphens that start with a letter or digit, joined by slashes',
    received: shown(key),
  });
}
