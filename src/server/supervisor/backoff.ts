const firstDelayMs = 500;
const longestDelayMs = 30_000;

/**
 * How long to wait before the next attempt: not at all after the first failure, then half a second, and
 * twice as long after every further one, half a minute at most.
 */
export class Backoff {
  #failures = 0;

  /** @returns milliseconds to wait after this failure */
  fail(): number {
    this.#failures++;
    if (this.#failures === 1) return 0;
    return Math.min(longestDelayMs, firstDelayMs * 2 ** (this.#failures - 2));
  }

  reset(): void {
    this.#failures = 0;
  }
}
