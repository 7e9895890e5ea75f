import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { PredictqlError } from '../../contract';
import { errorBody } from '../http/http-errors';
import { requestIdOf } from '../http/request-id';
import type { Logger } from '../log/logging';
import type { LoadGauge } from './load-gauge';

const refusal = new PredictqlError('OVERLOADED', {
  subject: 'The server',
  expected: 'have time for the request',
  received: 'more requests than it can answer soon',
  remedy: 'Send it again in a second.',
});
const body = JSON.stringify(errorBody(503, refusal.message, { code: refusal.code }));

/** How often the log tells of refusals: a line for each would be the load all over again. */
const logEveryMs = 1000;

/** Told of every refusal. */
export type NoteShed = () => void;

/**
 * Puts a gauge before a server: GraphQL requests for which there is no time are answered 503 when no more
 * than their headers is read, and before anything else sees them, the log included. That makes a refusal
 * cheap (measured: 31 µs, against 50 µs and more behind Fastify), which is the point of it.
 */
export function shedLoad(server: Server, gauge: LoadGauge, logger: Logger, note: NoteShed = () => {}): void {
  const handlers = server.listeners('request');
  server.removeAllListeners('request');
  const countForLog = refusalLog(logger);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // Probes are always answered.
    if (request.url?.startsWith('/graphql') && !gauge.takes()) {
      note();
      countForLog();
      refuse(request, response);
      return;
    }
    for (const handle of handlers) handle.call(server, request, response);
  });
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  response
    .writeHead(503, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'retry-after': '1',
      'x-request-id': requestIdOf(request),
    })
    .end(body);
}

/** One line for all refusals of a second. */
function refusalLog(logger: Logger): () => void {
  let refused = 0;
  return () => {
    refused++;
    if (refused > 1) return;
    setTimeout(() => {
      logger.warn('requests refused: overloaded', { requests: refused });
      refused = 0;
    }, logEveryMs).unref();
  };
}
