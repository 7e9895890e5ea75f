import type { Catalog, PredictCall } from '../runtime';
import type { Caller } from './caller';

/** What resolvers know of a request. */
export interface RequestContext {
  readonly catalog: Catalog;
  readonly requestId: string;
  readonly caller: Caller;
  /** Rows that one request may carry. */
  readonly maxRows: number;
  /** Rows that the request has asked for so far. */
  readonly rowCount: RowCount;
  /** What the request has predicted so far; resolvers add to it, the log reads it. */
  readonly predictions: PredictionEvent[];
  /** Until when, and whether at all, somebody waits for the answer; left out: forever. */
  readonly call?: PredictCall;
}

/** Which version answered how many rows, and how long it took. */
export interface PredictionEvent {
  readonly model: string;
  readonly version: string;
  readonly rows: number;
  readonly durationMs: number;
}

/** Counts the rows of one request. */
export class RowCount {
  #rows = 0;

  /** @returns the rows asked for so far, these included */
  add(rows: number): number {
    this.#rows += rows;
    return this.#rows;
  }
}
