import { z } from 'zod';
import { PredictqlError } from '../../contract';
import { assertKey } from '../key';

/**
 * The table of a folder that was added whole: an object in the folder's place, written after all files and
 * only if there is none, so that its appearing is the folder's appearing. Its name starts with a dot, which
 * no key's does.
 */
export const tableName = '.folder.json';

/** Where the files of such folders are, below the registry: `.folders/<folder>/<write>/<file>`. */
const dataFolder = '.folders';

const tableSchema = z.strictObject({
  formatVersion: z.literal(1),
  /** The name of the write that made the folder: each has files of its own. */
  write: z.uuid(),
  /** The keys of the files below the folder. */
  files: z.array(z.string()).min(1),
});

/** What a folder that was added whole holds. */
export interface FolderTable {
  readonly folder: string;
  readonly write: string;
  readonly files: readonly string[];
}

/** The bytes of a table. */
export function tableBytes(write: string, files: Iterable<string>): Uint8Array {
  const table: z.infer<typeof tableSchema> = { formatVersion: 1, write, files: [...files].sort() };
  return Buffer.from(`${JSON.stringify(table, undefined, 2)}\n`);
}

/** @throws PredictqlError `MANIFEST_INVALID` when the bytes are not what a writer of a folder would write */
export function parseTable(bytes: Uint8Array, folder: string, location: string): FolderTable {
  try {
    const { write, files } = tableSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    for (const file of files) assertKey(file);
    return { folder, write, files };
  } catch (cause) {
    throw new PredictqlError(
      'MANIFEST_INVALID',
      {
        subject: `${folder}/${tableName} in ${location}`,
        expected: 'list the files of the folder',
        remedy: 'Restore it from a backup, or remove the whole folder and make it again.',
      },
      { cause },
    );
  }
}

/** Where a file of a folder is, below the registry. */
export function dataKey(folder: string, write: string, file: string): string {
  return `${dataFolder}/${folder}/${write}/${file}`;
}
