import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { PredictqlError, shown } from '../contract';

/**
 * The SHA-256 of a file's bytes in lower-case hex, read as a stream: files may be larger than memory.
 *
 * @throws PredictqlError `DATA_UNREADABLE` when it cannot be read
 */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (cause) {
    throw new PredictqlError(
      'DATA_UNREADABLE',
      {
        subject: 'A file to fingerprint',
        expected: 'be readable',
        received: `${shown(path)} (${(cause as NodeJS.ErrnoException).code})`,
      },
      { cause },
    );
  }
  return hash.digest('hex');
}
