import type { ResponseCache } from './response-cache';
import { RuntimeEvents } from './runtime-events';
import { Workload } from './workload';

/** How the predictors of a process behave, and what they share. */
export interface RuntimeOptions {
  /** Whether small requests that wait together run as one batch. */
  readonly batching: boolean;
  /** How long a prediction may take, waiting included; Infinity: as long as it takes. */
  readonly predictTimeoutMs: number;
  /** Rows of one version that may wait; Infinity: any number. */
  readonly maxQueuedRows: number;
  /** A model whose run of one row takes longer than this lives in a thread; Infinity: none does. */
  readonly threadAboveMs: number;
  /** Answers that are kept; left out, none are. */
  readonly cache?: ResponseCache;
  readonly events: RuntimeEvents;
  readonly workload: Workload;
}

/** What a command that predicts files wants, which a server adapts: nothing is refused, nothing is kept. */
export function runtimeOptions(options: Partial<RuntimeOptions> = {}): RuntimeOptions {
  return {
    batching: true,
    predictTimeoutMs: Number.POSITIVE_INFINITY,
    maxQueuedRows: Number.POSITIVE_INFINITY,
    threadAboveMs: Number.POSITIVE_INFINITY,
    events: new RuntimeEvents(),
    workload: new Workload(),
    ...options,
  };
}
