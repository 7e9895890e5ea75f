import { ResponseCache, type RuntimeOptions, runtimeOptions } from '../../runtime';
import type { RuntimeSettings } from './runtime-environment';

/**
 * A run of one row that takes longer than this is worth the way to a thread and back (0.1 to 0.3 ms
 * measured), and would hold up some ten other requests.
 */
const threadAboveMs = 2;

/** The options of a server's predictors. */
export function predictorOptions({
  batching,
  predictTimeoutMs,
  maxQueuedRows,
  cachedRows,
}: RuntimeSettings): RuntimeOptions {
  return runtimeOptions({
    batching,
    predictTimeoutMs,
    maxQueuedRows,
    threadAboveMs,
    ...(cachedRows > 0 && { cache: new ResponseCache(cachedRows) }),
  });
}
