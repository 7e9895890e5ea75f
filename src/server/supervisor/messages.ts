import { type ErrorCode, type ErrorParts, PredictqlError } from '../../contract';
import type { Environment } from '../environment/environment';
import type { Snapshot } from '../metrics';
import type { SupervisorState } from './state';

/** What the supervisor tells a worker. A connection comes with its socket. */
export type ToWorker =
  | { readonly kind: 'start'; readonly order: StartOrder }
  | { readonly kind: 'connection'; readonly id: number }
  | { readonly kind: 'state'; readonly state: SupervisorState; readonly quarantined: readonly Quarantined[] }
  /** Send the numbers that were counted so far. */
  | { readonly kind: 'measure' }
  /** The numbers of all workers, in the text format of Prometheus. */
  | { readonly kind: 'metricsText'; readonly id: number; readonly text: string }
  /** Answer what is still asked on the open connections, then end. */
  | { readonly kind: 'retire' };

/** What a worker tells the supervisor. Whatever it says is a sign of life. */
export type FromWorker =
  | { readonly kind: 'alive' }
  /** It is about to load a version, or done with the one it told last. */
  | { readonly kind: 'loading'; readonly version: string | undefined }
  | { readonly kind: 'ready'; readonly offer: Offer }
  /** It cannot serve, and ends. */
  | { readonly kind: 'failed'; readonly error: ErrorReport }
  | { readonly kind: 'accepted'; readonly id: number }
  /** What it has counted so far. */
  | { readonly kind: 'metrics'; readonly snapshot: Snapshot }
  /** Somebody asks it for the numbers of all. */
  | { readonly kind: 'metricsWanted'; readonly id: number }
  /** A thread of it does not come back from a model: it answers, and should be replaced. */
  | { readonly kind: 'stuck'; readonly version: string };

/** How a worker logs. */
export type LogOptions = Pick<Environment, 'logLevel' | 'isProduction'>;

/** What a worker needs to know before it can serve. */
export interface StartOrder {
  readonly environment: Environment;
  readonly log: LogOptions;
  readonly quarantined: readonly Quarantined[];
}

/** What a worker that is ready has to offer. */
export interface Offer {
  readonly models: readonly string[];
  readonly problems: readonly OfferProblem[];
  /** Whether something could not be read that may be readable in a moment. */
  readonly isPartial: boolean;
}

/** What a worker cannot serve, as the log tells it: it may name places on this machine. */
export interface OfferProblem {
  /** A version or an alias: `house-price@1.3.0`, `house-price v1 production`. */
  readonly subject: string;
  readonly code: string;
  readonly reason: string;
  /** Of an alias: the version that answers in place of the one it points at. */
  readonly serves?: string;
}

/** A version that no worker may load, and what clients are told of it. */
export interface Quarantined {
  readonly model: string;
  readonly version: string;
  readonly error: ErrorReport;
}

/** A PredictqlError on its way to another process. */
export interface ErrorReport {
  readonly code: ErrorCode;
  readonly parts: ErrorParts;
}

export function reportOf({ code, parts }: PredictqlError): ErrorReport {
  return { code, parts };
}

export function errorOf({ code, parts }: ErrorReport): PredictqlError {
  return new PredictqlError(code, parts);
}
