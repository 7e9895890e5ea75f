import { promises } from 'node:fs';

export interface FileCalls {
  /** Counts from here on. */
  start(): Promise<void>;
  count(): number;
}

type Call = (this: unknown, ...parameters: unknown[]) => Promise<unknown>;

/**
 * Counts this process's calls of Node's promised file functions, those of open files included, and has
 * it killed, as by `kill -9`, right before the one of the given number. A write dies half done.
 */
export function countFileCalls(dieAt: number): FileCalls {
  let calls = 0;
  const counted = (name: string, original: Call): Call =>
    async function (...parameters) {
      calls++;
      if (calls !== dieAt) return original.apply(this, parameters);
      if (name === 'writeFile') {
        const [bytes] = parameters as [Uint8Array];
        await original.call(this, bytes.subarray(0, bytes.length >> 1));
      }
      process.kill(process.pid, 'SIGKILL');
      // The signal ends the process before any promise can settle.
      return new Promise(() => undefined);
    };
  const count = (target: object, names: readonly string[]) => {
    const functions = target as Record<string, Call>;
    for (const name of names) functions[name] = counted(name, functions[name]);
  };
  return {
    async start() {
      const handle = await promises.open(__filename);
      const openFile = Object.getPrototypeOf(handle) as object;
      await handle.close();
      count(openFile, ['stat', 'readFile', 'writeFile', 'sync']);
      count(promises, ['link', 'lstat', 'mkdir', 'open', 'readdir', 'rename', 'rm', 'stat']);
    },
    count: () => calls,
  };
}
