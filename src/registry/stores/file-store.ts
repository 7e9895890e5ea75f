import { constants } from 'node:fs';
import { link, lstat, mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { PredictqlError } from '../../contract';
import { assertFiles, assertKey, isKeySegment } from '../key';
import { mostBytesUnasked, type ObjectStore } from '../store';
import { assertWritable } from './assert-writable';
import { isFileError, linkRefused, unreachable } from './file-errors';
import { readAtMost } from './read-at-most';
import { StagingArea, syncFolder } from './staging-area';

/** What the system says when something else already stands where a rename or link should go. */
const takenCodes: readonly string[] = ['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'EISDIR'];
const absentCodes: readonly string[] = ['ENOENT', 'ENOTDIR', 'EISDIR'];

/**
 * A registry in a folder on disk, for POSIX file systems with hard links.
 *
 * A write is made whole and durable in `.staging` and then appears in one step: rename(2) for folders,
 * link(2) for files, neither of which replaces what is there (rename does replace an empty folder,
 * which {@link ObjectStore} counts as none). A writer killed at any point leaves at most a leftover in
 * `.staging` and empty folders.
 *
 * The root itself may be a symbolic link. Links below it are left out of listings, and a key that
 * leads through one is refused, so that nothing is read or written outside the root.
 */
export class FileStore implements ObjectStore {
  readonly location: string;
  readonly #staging: StagingArea;

  /** @param path - the folder; relative to the working directory, and made by the first write */
  constructor(path: string) {
    this.location = resolve(path);
    this.#staging = new StagingArea(join(this.location, '.staging'));
  }

  async exists(): Promise<boolean> {
    return this.#reach('readable', async () => {
      const root = await unlessAbsent(stat(this.location), ['ENOENT']);
      if (root !== undefined && !root.isDirectory()) {
        throw new PredictqlError('REGISTRY_UNREACHABLE', {
          subject: `The registry at ${this.location}`,
          expected: 'be a folder',
          received: 'a file',
          remedy: 'Name the folder that holds the models.',
        });
      }
      return root !== undefined;
    });
  }

  assertWritable(): Promise<void> {
    return assertWritable(this.location);
  }

  async list(folder: string): Promise<string[]> {
    if (folder !== '') assertKey(folder);
    return this.#reach('readable', async () => {
      const path = await this.#pathOf(folder);
      const children = await unlessAbsent(readdir(path, { withFileTypes: true }), absentCodes);
      return (children ?? [])
        .filter((child) => isKeySegment(child.name) && !child.isSymbolicLink())
        .map(({ name }) => name)
        .sort();
    });
  }

  async read(key: string, mostBytes = mostBytesUnasked): Promise<Uint8Array | undefined> {
    assertKey(key);
    return this.#reach('readable', async () => {
      const path = await this.#pathOf(key);
      // Without O_NONBLOCK a named pipe in the registry would block the reader until someone writes.
      const flags = constants.O_RDONLY | constants.O_NONBLOCK;
      const file = await unlessAbsent(open(path, flags), absentCodes);
      if (file === undefined) return undefined;
      try {
        const found = await file.stat();
        if (!found.isFile()) return undefined;
        if (found.size <= mostBytes) return await file.readFile();
        return await readAtMost(file.createReadStream({ autoClose: false }), mostBytes + 1);
      } finally {
        await file.close();
      }
    });
  }

  async create(key: string, bytes: Uint8Array): Promise<boolean> {
    assertKey(key);
    return this.#reach('writable', () =>
      this.#staging.use(async (staged) => {
        const source = join(staged, 'file');
        await this.#staging.write(staged, new Map([['file', bytes]]));
        const path = await this.#makeParentOf(key);
        const added = await unlessTaken(link(source, path));
        if (added) await this.#syncAbove(key);
        return added;
      }),
    );
  }

  async createFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<boolean> {
    assertFiles(folder, files);
    return this.#reach('writable', () =>
      this.#staging.use(async (staged) => {
        const source = join(staged, 'folder');
        await this.#staging.write(source, files);
        const path = await this.#makeParentOf(folder);
        const added = await unlessTaken(rename(source, path));
        if (added) await this.#syncAbove(folder);
        return added;
      }),
    );
  }

  /** The path of a key, none of whose existing parts is a symbolic link. */
  async #pathOf(key: string): Promise<string> {
    let path = this.location;
    if (key === '') return path;
    for (const name of key.split('/')) {
      path = join(path, name);
      const found = await unlessAbsent(lstat(path), absentCodes);
      if (found?.isSymbolicLink()) throw linkRefused(this.location, path);
    }
    return path;
  }

  /** The path of a key, with the folder it goes into made. */
  async #makeParentOf(key: string): Promise<string> {
    const path = await this.#pathOf(key);
    await mkdir(dirname(path), { recursive: true });
    return path;
  }

  /** Makes a new name durable, and those of the folders above it, which may be as new. */
  async #syncAbove(key: string): Promise<void> {
    const folders = key.split('/').slice(0, -1);
    for (let depth = folders.length; depth >= 0; depth--) {
      await syncFolder(join(this.location, ...folders.slice(0, depth)));
    }
  }

  async #reach<T>(access: 'readable' | 'writable', action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw isFileError(error) ? unreachable(this.location, access, error) : error;
    }
  }
}

/** What the call gives, or undefined when the system says with one of the codes that it is not there. */
async function unlessAbsent<T>(call: Promise<T>, codes: readonly string[]): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isFileError(error) && codes.includes(error.code)) return undefined;
    throw error;
  }
}

async function unlessTaken(call: Promise<void>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (isFileError(error) && takenCodes.includes(error.code)) return false;
    throw error;
  }
}
