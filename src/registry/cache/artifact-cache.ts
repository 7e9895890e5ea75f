import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ResumableStore } from '../resumable-store';
import { sha256Of } from '../sha256';
import { isFileError } from '../stores/file-errors';
import { download } from './download';

/** What a manifest promises of a file. */
export interface PromisedFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** A download that nobody took up for so long is not taken up any more. */
const abandonedAfterMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Artifacts on this machine's disk, by the SHA-256 of what they hold: `artifacts/<sha256>`, and what is on
 * its way there as `artifacts/<sha256>-<entity tag>.partial`.
 *
 * Nothing in it is believed: an entry is hashed at every load, and one that is not what its name says is
 * fetched again. So nothing is synced to the disk, and the folder can be removed at any time.
 */
export class ArtifactCache {
  readonly folder: string;
  #hasWarned = false;

  /** @param folder - made by the first download */
  constructor(folder: string) {
    this.folder = join(folder, 'artifacts');
  }

  /**
   * The bytes with a SHA-256, from the disk or else from the store, which they must have come from in one
   * piece. Undefined when the store does not have them, or the cache cannot be used; the latter is warned of.
   *
   * @param key - where the store has them
   * @throws PredictqlError `REGISTRY_UNREACHABLE` when they are not on the disk and the store refuses
   */
  async read(store: ResumableStore, key: string, promised: PromisedFile): Promise<Uint8Array | undefined> {
    // It becomes the name of a file.
    if (!/^[0-9a-f]{64}$/.test(promised.sha256)) return undefined;
    try {
      return (await this.#kept(promised)) ?? (await this.#fetched(store, key, promised));
    } catch (error) {
      if (!isFileError(error)) throw error;
      this.#warn(error);
      return undefined;
    }
  }

  async #kept(promised: PromisedFile): Promise<Uint8Array | undefined> {
    const path = join(this.folder, promised.sha256);
    const file = await openUnlessMissing(path, constants.O_RDONLY);
    if (file === undefined) return undefined;
    const content = await closing(file, () => contentIfIntact(file, promised));
    if (content === undefined) await rm(path, { recursive: true, force: true });
    return content;
  }

  async #fetched(
    store: ResumableStore,
    key: string,
    promised: PromisedFile,
  ): Promise<Uint8Array | undefined> {
    const found = await store.stat(key);
    if (found?.bytes !== promised.bytes) return undefined;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.#clearAbandoned();
    const { entityTag } = found;
    const name = `${promised.sha256}-${sha256Of(Buffer.from(entityTag)).slice(0, 16)}.partial`;
    const path = join(this.folder, name);
    const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
    const content = await closing(file, async () => {
      const isComplete = await download(file, { store, key, entityTag, bytes: promised.bytes });
      return isComplete ? contentIfIntact(file, promised) : undefined;
    });
    if (content === undefined) await rm(path, { force: true });
    // Gone when another process was first: then the entry is there already.
    else await unlessMissing(rename(path, join(this.folder, promised.sha256)));
    return content;
  }

  async #clearAbandoned(): Promise<void> {
    const partial = (await readdir(this.folder)).filter((name) => name.endsWith('.partial'));
    // Settled: another process may clear the same one.
    await Promise.allSettled(
      partial.map(async (name) => {
        const path = join(this.folder, name);
        if (Date.now() - (await lstat(path)).mtimeMs > abandonedAfterMs) await rm(path, { force: true });
      }),
    );
  }

  #warn({ message }: Error): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    process.emitWarning(
      `Artifacts are downloaded at every start, because the cache in ${this.folder} cannot be used: ${message}. Set PREDICTQL_CACHE to a folder that can be written.`,
      { type: 'PredictqlWarning', code: 'PREDICTQL_CACHE' },
    );
  }
}

async function contentIfIntact(file: FileHandle, promised: PromisedFile): Promise<Uint8Array | undefined> {
  const found = await file.stat();
  if (!found.isFile() || found.size !== promised.bytes) return undefined;
  const content = Buffer.alloc(promised.bytes);
  let read = 0;
  while (read < content.length) {
    const { bytesRead } = await file.read(content, read, content.length - read, read);
    if (bytesRead === 0) return undefined;
    read += bytesRead;
  }
  return sha256Of(content) === promised.sha256 ? content : undefined;
}

function openUnlessMissing(path: string, flags: number): Promise<FileHandle | undefined> {
  return unlessMissing(open(path, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK));
}

async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isFileError(error) && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function closing<T>(file: FileHandle, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } finally {
    await file.close();
  }
}
