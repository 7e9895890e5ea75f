import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PredictqlError } from '../../contract';

/**
 * Finds out, without a trace, whether a folder can be written or made.
 *
 * @param path - absolute
 * @throws PredictqlError `REGISTRY_UNREACHABLE` when the folder, or the nearest one above it, is read-only
 */
export async function assertWritable(path: string): Promise<void> {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      await access(folder, constants.W_OK);
      return;
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code === 'ENOENT' && folder !== dirname(folder)) continue;
      throw new PredictqlError(
        'REGISTRY_UNREACHABLE',
        {
          subject: `The registry at ${path}`,
          expected: 'be writable',
          received: `${code} at ${folder}`,
          remedy: 'Give the user that runs this command the right to it, or name another registry.',
        },
        { cause },
      );
    }
  }
}
