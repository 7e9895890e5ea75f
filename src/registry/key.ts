import { PredictqlError, shown } from '../contract';

// A leading letter or digit rules out '..', hidden files and options of shell commands at once.
const segment = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** Whether a name may be one segment of a key; such a name is safe in a path and in an S3 key. */
export function isKeySegment(name: string): boolean {
  return segment.test(name);
}

/** A path and an S3 key both have room for it, whatever stands before it. */
const longestKey = 512;

/** @throws PredictqlError `KEY_INVALID` unless every segment of the key may stand in one */
export function assertKey(key: string): void {
  if (key.length <= longestKey && key.split('/').every(isKeySegment)) return;
  throw new PredictqlError('KEY_INVALID', {
    subject: 'A key of the registry',
    expected:
      'be names of letters, digits, dots, underscores and hyphens that start with a letter or digit, joined by slashes',
    received: shown(key),
    remedy: `Names have up to 128 characters, keys up to ${longestKey}.`,
  });
}

/**
 * @param files - bytes by key below the folder
 * @throws PredictqlError `KEY_INVALID` unless a folder can hold these files, and holds one at least
 */
export function assertFiles(folder: string, files: ReadonlyMap<string, unknown>): void {
  assertKey(folder);
  if (files.size === 0) {
    throw new PredictqlError('KEY_INVALID', {
      subject: `Folder ${folder} of the registry`,
      expected: 'hold at least one file to exist',
    });
  }
  for (const file of files.keys()) {
    assertKey(`${folder}/${file}`);
    const above = file.split('/').slice(0, -1);
    const isBelowFile = above.some((_, depth) => files.has(above.slice(0, depth + 1).join('/')));
    if (!isBelowFile) continue;
    throw new PredictqlError('KEY_INVALID', {
      subject: `${file} of folder ${folder}`,
      expected: 'be in a folder, and not below another file',
    });
  }
}
