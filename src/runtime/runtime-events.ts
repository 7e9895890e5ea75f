import { EventEmitter } from 'node:events';

/** Which version an event is about. */
export interface OfVersion {
  readonly model: string;
  readonly version: string;
}

/** One run of a model. */
export interface RunEvent extends OfVersion {
  /** Rows of all requests that were joined. */
  readonly rows: number;
  /** How long each joined request had waited; of a bulk request, told with its first chunk. */
  readonly queueMs: readonly number[];
  readonly runMs: number;
}

/** A request that got no prediction. */
export interface RefusalEvent extends OfVersion {
  readonly rows: number;
}

/** How many rows of a request were known already. */
export interface CacheEvent extends OfVersion {
  readonly hits: number;
  readonly misses: number;
}

/**
 * What happens in the runtime, for whoever counts it. Listeners run on the way of every prediction: they
 * must be quick and must not throw.
 */
export interface RuntimeEventMap {
  ran: [RunEvent];
  /** The queue was full. */
  rejected: [RefusalEvent];
  timedOut: [RefusalEvent];
  /** The client had gone before its rows ran. */
  abandoned: [RefusalEvent];
  cached: [CacheEvent];
  /** A model's thread has died or does not come back from a run: the process has to be replaced. */
  stuck: [OfVersion];
}

export class RuntimeEvents extends EventEmitter<RuntimeEventMap> {}
