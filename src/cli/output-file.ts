import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { PredictqlError, shown } from '../contract';

/**
 * Finds out before a long work whether its result can be written.
 *
 * @throws PredictqlError `OUTPUT_UNWRITABLE` when the file is of another kind than a table can be written
 *   to, is the input, or lies in a folder that is missing or read-only
 */
export async function assertOutputFile(path: string, input: string): Promise<void> {
  if (!/\.(csv|json)$/i.test(path)) throw unwritable('end in .csv or .json', shown(path));
  if (resolve(path) === resolve(input)) {
    throw unwritable('be another file than the rows', shown(path), 'Name another file.');
  }
  try {
    // With a dot at its end a path must be that of a folder.
    await access(`${dirname(resolve(path))}/.`, constants.W_OK);
  } catch (cause) {
    throw unwritable(
      'be writable',
      `${shown(path)} (${(cause as NodeJS.ErrnoException).code})`,
      'Check that its folder exists and that you may write there.',
      cause,
    );
  }
}

function unwritable(expected: string, received: string, remedy?: string, cause?: unknown): PredictqlError {
  return new PredictqlError(
    'OUTPUT_UNWRITABLE',
    { subject: 'The output file', expected, received, remedy },
    { cause },
  );
}
