import type { z } from 'zod';
import { flag, wholeNumber } from './environment-values';

/** The variables that say how predictions are made, and when there are too many of them. */
export const runtimeVariables = {
  PREDICTQL_BATCHING: flag,
  PREDICTQL_PREDICT_TIMEOUT_MS: wholeNumber(10, 3_600_000, 10_000),
  PREDICTQL_REQUEST_TIMEOUT_MS: wholeNumber(10, 3_600_000, 25_000),
  PREDICTQL_QUEUE_ROWS: wholeNumber(1, 100_000_000, 10_000),
  PREDICTQL_RESPONSE_CACHE: wholeNumber(0, 10_000_000, 0),
  PREDICTQL_SHED_AFTER_MS: wholeNumber(0, 60_000, 20),
};

type Given = z.infer<z.ZodObject<typeof runtimeVariables>>;

/** How predictions are made, and when there are too many of them. */
export interface RuntimeSettings {
  /** Whether small requests run together. */
  readonly batching: boolean;
  /** How long one prediction may take, waiting included. */
  readonly predictTimeoutMs: number;
  /** How long all predictions of one request may take. */
  readonly requestTimeoutMs: number;
  /** Rows of one version that may wait. */
  readonly maxQueuedRows: number;
  /** Rows whose answers are kept; 0: none. */
  readonly cachedRows: number;
  /** How long requests may keep one round of the event loop busy before the next are refused; 0: forever. */
  readonly shedAfterMs: number;
}

export function runtimeSettings(given: Given): RuntimeSettings {
  return {
    batching: given.PREDICTQL_BATCHING ?? true,
    predictTimeoutMs: given.PREDICTQL_PREDICT_TIMEOUT_MS,
    requestTimeoutMs: given.PREDICTQL_REQUEST_TIMEOUT_MS,
    maxQueuedRows: given.PREDICTQL_QUEUE_ROWS,
    cachedRows: given.PREDICTQL_RESPONSE_CACHE,
    shedAfterMs: given.PREDICTQL_SHED_AFTER_MS,
  };
}
