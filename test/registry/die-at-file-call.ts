import { promises } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

export interface DeathAtFileCall {
  /** Settles when the call came that was to be the last. */
  readonly died: Promise<void>;
  /** Puts the functions back as they were. */
  restore(): Promise<void>;
}

type Call = (this: unknown, ...parameters: unknown[]) => Promise<unknown>;

/**
 * Counts this process's calls of Node's promised file functions, those of open files included, from now on.
 * The one of the given number is never made, nor is any after it, and none of them ever returns: whatever
 * writes is dead from there on, as if by `kill -9`, half a file written if it was writing one.
 */
export async function dieAtFileCall(lastCall: number): Promise<DeathAtFileCall> {
  const handle = await promises.open(__filename);
  const openFile = Object.getPrototypeOf(handle) as object;
  await handle.close();
  const opened: FileHandle[] = [];
  const originals: (() => void)[] = [];
  let calls = 0;
  let tellDeath: () => void;
  const died = new Promise<void>((resolve) => {
    tellDeath = resolve;
  });
  const counted = (name: string, original: Call): Call =>
    async function (...parameters) {
      calls++;
      if (calls < lastCall) {
        const answer = await original.apply(this, parameters);
        if (name === 'open') opened.push(answer as FileHandle);
        return answer;
      }
      if (calls === lastCall) {
        if (name === 'writeFile') {
          const [bytes] = parameters as [Uint8Array];
          await original.call(this, bytes.subarray(0, bytes.length >> 1));
        }
        tellDeath();
      }
      return new Promise(() => undefined);
    };
  const count = (target: object, names: readonly string[]) => {
    const functions = target as Record<string, Call>;
    for (const name of names) {
      const original = functions[name];
      functions[name] = counted(name, original);
      originals.push(() => {
        functions[name] = original;
      });
    }
  };
  count(openFile, ['stat', 'readFile', 'writeFile', 'sync']);
  count(promises, ['link', 'lstat', 'mkdir', 'open', 'readdir', 'rename', 'rm', 'stat']);
  return {
    died,
    async restore() {
      for (const putBack of originals) putBack();
      for (const file of opened) if (file.fd >= 0) await file.close();
    },
  };
}
