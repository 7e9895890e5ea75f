import type { FileHandle } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { PredictqlError } from '../../contract';
import type { ResumableStore } from '../resumable-store';

/** A connection that breaks again and again without a byte is none; the pause doubles each time. */
const mostStalls = 4;
const firstPauseMs = 100;

export interface Download {
  readonly store: ResumableStore;
  readonly key: string;
  /** Of the object whose bytes the file holds so far. */
  readonly entityTag: string;
  /** How long the whole is. */
  readonly bytes: number;
}

/**
 * Completes a file with the bytes that it lacks at its end. A cut connection is taken up where it broke.
 *
 * Several processes may do this to one file at once: they all write the same bytes at the same places, each
 * from where the file ended when it looked, so that whatever the file is long has been written.
 *
 * @returns false when the object changed, or is not as long as promised
 * @throws PredictqlError `REGISTRY_UNREACHABLE` when the server stays away
 */
export async function download(
  file: FileHandle,
  { store, key, entityTag, bytes }: Download,
): Promise<boolean> {
  for (let stalls = 0; ; ) {
    const { size: offset } = await file.stat();
    if (offset >= bytes) return offset === bytes;
    let position = offset;
    let cut: PredictqlError | undefined;
    try {
      const rest = await store.readFrom(key, offset, entityTag);
      if (rest === undefined) return false;
      for await (const chunk of rest) {
        if (position + chunk.byteLength > bytes) return false;
        await writeAll(file, chunk, position);
        position += chunk.byteLength;
      }
    } catch (error) {
      if (!(error instanceof PredictqlError)) throw error;
      cut = error;
    }
    if (position === bytes) continue;
    stalls = position > offset ? 0 : stalls + 1;
    if (stalls < mostStalls) await wait(firstPauseMs * 2 ** stalls);
    else if (cut === undefined) return false;
    else throw cut;
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, position + done);
    done += bytesWritten;
  }
}
