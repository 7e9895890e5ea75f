import type { FastifyRequest } from 'fastify';
import type { PredictCall } from '../../runtime';
import type { RequestTrace } from '../tracing';

/**
 * Until when an HTTP request must be answered, and whether its client still waits.
 *
 * @param trace - of the request, when it is traced
 */
export function callOf({ socket }: FastifyRequest, timeoutMs: number, trace?: RequestTrace): PredictCall {
  return {
    ran: trace && ((run) => trace.ran(run)),
    deadlineAt: performance.now() + timeoutMs,
    signal: {
      // An AbortController and its listeners for each request would cost more than this look.
      get aborted() {
        return socket.destroyed;
      },
    },
  };
}
