/** Past this, a run adds little speed per row and other requests wait for it noticeably. */
const chunkMs = 10;

/** Runs of more rows are not faster per row (measured: 128 rows and 4,096 rows cost the same per row). */
const mostChunkRows = 1024;

/** From here on the fixed cost of a run, some 30 µs, no longer dominates the cost of its rows. */
const tellingRows = 16;

/** How much a new measurement moves the estimate: pauses of the machine must not, its pace must. */
const weight = 0.2;

/** What the rows of a version cost, learnt from its runs. */
export class RunCost {
  #rowMs: number;

  /** @param rowMs - milliseconds per row in a batch, as first measured */
  constructor(rowMs: number) {
    this.#rowMs = rowMs;
  }

  /** Milliseconds per row in a batch. */
  get rowMs(): number {
    return this.#rowMs;
  }

  /** Rows that one run may have so that nothing else waits for long: at least 1. */
  get chunkRows(): number {
    return Math.max(1, Math.min(mostChunkRows, Math.floor(chunkMs / this.#rowMs)));
  }

  /** Learns from a run; runs of so few rows that they say little are passed over. */
  add(rows: number, runMs: number): void {
    if (rows < Math.min(tellingRows, this.chunkRows)) return;
    this.#rowMs += weight * (runMs / rows - this.#rowMs);
  }
}
