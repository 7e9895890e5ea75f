import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { PredictqlError, shown } from '../contract';
import { refusal } from '../onnx';

/** The largest file that is read unless the caller allows more: 1 GiB. */
export const defaultMaxBytes = 2 ** 30;

/** A file that is small enough to be read. */
export interface ModelSource {
  /** Absolute. */
  readonly path: string;
  /** Name without its folder, for messages. */
  readonly file: string;
  readonly bytes: number;
}

/**
 * Looks at a file before a byte of it is read: reading a pipe or a device may never end.
 *
 * @throws PredictqlError `INPUT_INVALID` when there is no such file or it is no plain one, `MODEL_REFUSED`
 *   when it is larger than allowed
 */
export async function findModel(path: string, maxBytes = defaultMaxBytes): Promise<ModelSource> {
  const absolute = resolve(path);
  const file = basename(absolute);
  let found: Awaited<ReturnType<typeof stat>>;
  try {
    found = await stat(absolute);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'an error';
    throw unusable('exist and be readable', `${shown(path)} (${reason})`, cause);
  }
  if (!found.isFile()) throw unusable('be a file', `${shown(path)}, which is none`);
  if (found.size > maxBytes) {
    throw refusal({
      subject: file,
      expected: `be at most ${maxBytes} bytes`,
      received: String(found.size),
      remedy: 'Allow more with --max-bytes if you trust the file.',
    });
  }
  return { path: absolute, file, bytes: found.size };
}

function unusable(expected: string, received: string, cause?: unknown): PredictqlError {
  return new PredictqlError('INPUT_INVALID', { subject: 'The model file', expected, received }, { cause });
}
