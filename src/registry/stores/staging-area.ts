import { randomUUID } from 'node:crypto';
import { lstat, mkdir, open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { linkRefused } from './file-errors';

/** A write takes seconds; whatever is a day old was left by a writer that was killed. */
const leftoverAfterMs = 24 * 60 * 60 * 1000;

/**
 * The folder where a write is put together before it appears in the registry. It lies inside the
 * registry, because rename and link work only within one file system.
 */
export class StagingArea {
  constructor(readonly path: string) {}

  /** Runs a write with a fresh folder of its own, which is gone afterwards. */
  async use<T>(write: (staged: string) => Promise<T>): Promise<T> {
    await this.#makeDurably();
    await this.#clearLeftovers();
    const staged = join(this.path, randomUUID());
    try {
      await mkdir(staged);
      return await write(staged);
    } finally {
      await rm(staged, { recursive: true, force: true });
    }
  }

  /** Writes files below a new folder, all of it on disk when the promise settles. */
  async write(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const folders = new Set([folder]);
    await mkdir(folder, { recursive: true });
    for (const [key, bytes] of files) {
      const path = join(folder, ...key.split('/'));
      for (let above = dirname(path); !folders.has(above); above = dirname(above)) folders.add(above);
      await mkdir(dirname(path), { recursive: true });
      // Read-only, as a reminder: nothing in a registry is ever changed.
      const file = await open(path, 'wx', 0o444);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
    }
    for (const made of folders) await syncFolder(made);
  }

  /** Makes the area, and the registry around it, where they are missing. */
  async #makeDurably(): Promise<void> {
    const first = await mkdir(this.path, { recursive: true });
    if ((await lstat(this.path)).isSymbolicLink()) throw linkRefused(dirname(this.path), this.path);
    if (first === undefined) return;
    let above = this.path;
    do {
      above = dirname(above);
      await syncFolder(above);
    } while (above !== dirname(first));
  }

  async #clearLeftovers(): Promise<void> {
    const names = await readdir(this.path);
    // Settled, not awaited one by one: another writer may clear the same leftover, and one that this
    // user may not remove costs space but never correctness.
    await Promise.allSettled(
      names.map(async (name) => {
        const path = join(this.path, name);
        const { mtimeMs } = await lstat(path);
        if (Date.now() - mtimeMs > leftoverAfterMs) await rm(path, { recursive: true, force: true });
      }),
    );
  }
}

/** Makes the names in a folder durable: a power cut after this loses none of them. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
