/** What waits for the main thread of the process, over all versions, by what runs took so far. */
export class Workload {
  #waitingMs = 0;

  get waitingMs(): number {
    return this.#waitingMs;
  }

  /** @param ms - negative when the work is done or dropped */
  add(ms: number): void {
    this.#waitingMs += ms;
  }
}
