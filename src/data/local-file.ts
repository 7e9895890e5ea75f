import { stat } from 'node:fs/promises';
import { PredictqlError, shown } from '../contract';

/** @throws PredictqlError `DATA_UNREADABLE` unless the path is that of a regular file on this machine */
export async function assertLocalFile(path: string): Promise<void> {
  const subject = 'A data source';
  // Two letters at least: one letter is a drive of Windows.
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) {
    throw new PredictqlError('DATA_UNREADABLE', {
      subject,
      expected: 'be a file on this machine',
      received: `the address ${shown(path)}`,
      remedy: 'Download it first.',
    });
  }
  let isFile: boolean;
  try {
    isFile = (await stat(path)).isFile();
  } catch (cause) {
    throw new PredictqlError(
      'DATA_UNREADABLE',
      {
        subject,
        expected: 'be a file that can be opened',
        received: `${shown(path)} (${(cause as NodeJS.ErrnoException).code})`,
        remedy:
          'Check the path: on the command line it starts at the working directory, in a definition file beside that file.',
      },
      { cause },
    );
  }
  if (isFile) return;
  throw new PredictqlError('DATA_UNREADABLE', {
    subject,
    expected: 'be a regular file',
    received: `${shown(path)}, which is a directory or a device`,
  });
}
