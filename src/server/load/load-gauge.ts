import type { Workload } from '../../runtime';

/**
 * Requests that a round of the event loop takes even when it takes long: a client with a usual number of
 * connections is then served, if slowly, where requests are heavy or the machine is weak.
 */
const leastPerRound = 64;

/** What is further away than this is not soon: work that waits, or a round of heavy requests. */
const longestMs = 1000;

/**
 * Decides which requests are more than the process can answer soon.
 *
 * What arrives while the event loop is busy is read in its next round, one request after the other, and none
 * of them is answered before the last is through. So a round takes requests for some milliseconds and
 * refuses the rest of what has piled up: then those that it took are answered about as fast as if the rest
 * had not been sent.
 */
export class LoadGauge {
  #roundBegan: number | undefined;
  #taken = 0;

  /** @param shedAfterMs - how long one round takes requests; 0: forever */
  constructor(
    private readonly shedAfterMs: number,
    private readonly workload: Workload,
  ) {}

  /** Whether there is room for one more request, which then counts as taken. */
  takes(): boolean {
    if (this.shedAfterMs === 0) return true;
    const roundMs = this.#roundMs();
    const isFull = roundMs > this.shedAfterMs && this.#taken >= leastPerRound;
    if (isFull || roundMs > longestMs || this.workload.waitingMs > longestMs) return false;
    this.#taken++;
    return true;
  }

  /** How long the round has been taking requests. */
  #roundMs(): number {
    const now = performance.now();
    if (this.#roundBegan !== undefined) return now - this.#roundBegan;
    this.#roundBegan = now;
    this.#taken = 0;
    // Comes after all that can be read in this round.
    setImmediate(() => {
      this.#roundBegan = undefined;
    });
    return 0;
  }
}
