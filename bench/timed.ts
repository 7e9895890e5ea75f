import { duration } from './figures';
import type { Contender } from './interleave';
import { median } from './median';
import type { Figure } from './section';

/** How long one run took. */
export const time: Figure<number> = { name: 'per run', of: (ms) => ms, show: duration };

/** Something that runs in this process or waits for another one. */
export interface Timed {
  readonly name: string;
  /**
   * Does the thing once.
   *
   * @param turn - counts up, so that turns can differ in their input
   */
  run(turn: number): Promise<unknown>;
  /** Puts away what the runs of a round left behind; takes no time that counts. */
  tidy?(): Promise<unknown>;
}

/**
 * Milliseconds per run: the median of a round's runs, which pauses of the machine and of the garbage
 * collector do not move.
 */
export function timed({ name, run, tidy }: Timed, turns: number): Contender<number> {
  return {
    name,
    async measure() {
      const elapsedMs: number[] = [];
      for (let turn = 0; turn < turns; turn++) {
        const started = performance.now();
        await run(turn);
        elapsedMs.push(performance.now() - started);
      }
      await tidy?.();
      return median(elapsedMs);
    },
  };
}
