import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Load, LoadResult } from './load';

/** Sends load from a process of its own: what it costs to send shall not cost those who answer. */
export class LoadGenerator {
  readonly #child: ChildProcess = fork(join(__dirname, 'load-process.js'));

  /** @throws Error when a request fails: a server that answers nothing is fast */
  async run(load: Load): Promise<LoadResult> {
    const answer = once(this.#child, 'message');
    this.#child.send(load);
    const [result] = (await answer) as [LoadResult | { readonly error: string }];
    if ('error' in result) throw new Error(`Every request must be answered, got ${result.error}.`);
    return result;
  }

  close(): void {
    this.#child.disconnect();
  }
}
