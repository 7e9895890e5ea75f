import type { Catalog } from '../runtime';

/** What resolvers know of a request. */
export interface RequestContext {
  readonly catalog: Catalog;
  readonly requestId: string;
  /** Rows that one predict query may carry. */
  readonly maxRows: number;
  /** What the request has predicted so far; resolvers add to it, the log reads it. */
  readonly predictions: PredictionEvent[];
}

/** Which version answered how many rows, and how long it took. */
export interface PredictionEvent {
  readonly model: string;
  readonly version: string;
  readonly rows: number;
  readonly durationMs: number;
}
