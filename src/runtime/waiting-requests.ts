import type { QueuedRequest } from './queued-request';

/** What runs next: a part of a large request, else small requests together. */
export interface NextRun {
  readonly large: QueuedRequest | undefined;
  readonly small: readonly QueuedRequest[];
}

/** The requests of a version that have no answer yet: small ones, which may be joined, and large ones. */
export class WaitingRequests {
  readonly #small: QueuedRequest[] = [];
  readonly #large: QueuedRequest[] = [];
  #smallRows = 0;
  #largeRows = 0;
  #isLargeNext = false;

  /** @param isDropped - asked of each request before it runs; it answers the request when it says yes */
  constructor(private readonly isDropped: (request: QueuedRequest) => boolean) {}

  /** Rows of small requests that have not been taken to run. */
  get smallRows(): number {
    return this.#smallRows;
  }

  /** Rows of large requests that have no prediction yet. */
  get largeRows(): number {
    return this.#largeRows;
  }

  get isEmpty(): boolean {
    return this.#small.length === 0 && this.#large.length === 0;
  }

  addSmall(request: QueuedRequest): void {
    this.#small.push(request);
    this.#smallRows += request.rows.length;
  }

  addLarge(request: QueuedRequest): void {
    this.#large.push(request);
    this.#largeRows += request.rows.length;
  }

  /** Takes small requests again, to run before all others and each of them alone. */
  putBack(requests: readonly QueuedRequest[]): void {
    for (const request of requests) {
      request.isAlone = true;
      this.#smallRows += request.rows.length;
    }
    this.#small.unshift(...requests);
  }

  /**
   * Small and large requests in turns while there are both. Small ones are taken out; a large one stays
   * until its last rows are {@link done} or it is {@link give up | given up}.
   *
   * @param mostRows - that small requests may have together; the first may have more
   */
  next(mostRows: number): NextRun {
    const large = this.#firstLarge();
    const small = large !== undefined && this.#isLargeNext ? [] : this.#takeSmall(mostRows);
    this.#isLargeNext = small.length > 0;
    return { large: small.length > 0 ? undefined : large, small };
  }

  /** Rows of the first large request have their predictions. */
  done(rows: number): void {
    this.#largeRows -= rows;
    if (this.#large[0].leftRows === 0) this.#large.shift();
  }

  /** Takes out the first large request, unfinished. */
  giveUp(): void {
    this.#largeRows -= this.#large[0].leftRows;
    this.#large.shift();
  }

  #firstLarge(): QueuedRequest | undefined {
    while (this.#large.length > 0 && this.isDropped(this.#large[0])) this.giveUp();
    return this.#large.at(0);
  }

  #takeSmall(mostRows: number): QueuedRequest[] {
    const taken: QueuedRequest[] = [];
    let takenRows = 0;
    let at = 0;
    for (; at < this.#small.length; at++) {
      const request = this.#small[at];
      const rows = request.rows.length;
      if (!this.isDropped(request)) {
        // Those that run alone come before all others.
        const fits = takenRows + rows <= mostRows && !taken.at(0)?.isAlone;
        if (taken.length > 0 && !fits) break;
        taken.push(request);
        takenRows += rows;
      }
      this.#smallRows -= rows;
    }
    this.#small.splice(0, at);
    return taken;
  }
}
