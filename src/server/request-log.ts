import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PredictionEvent } from '../resolvers';
import type { Logger } from './logging';
import type { RequestOutcome } from './server-context';

/**
 * One line per request: what was asked for, which versions answered how many rows, how long it took, what
 * failed. Probes come every few seconds, so that theirs show only at level debug.
 *
 * @returns the outcome of a request, to be filled in on the way
 */
export function mountRequestLog(
  app: FastifyInstance,
  logger: Logger,
): (request: FastifyRequest) => RequestOutcome {
  const outcomes = new WeakMap<FastifyRequest, RequestOutcome>();
  app.addHook('onResponse', async (request, reply) => {
    const path = request.url.split('?', 1)[0];
    const { operation, errors = [], predictions = [] } = outcomes.get(request) ?? {};
    logger.log(path.startsWith('/health/') ? 'debug' : 'info', 'request', {
      requestId: request.id,
      method: request.method,
      path,
      status: reply.statusCode,
      durationMs: rounded(reply.elapsedTime),
      ...(operation !== undefined && { operation }),
      ...(predictions.length > 0 && { predictions: summed(predictions) }),
      ...(errors.length > 0 && { errors }),
    });
  });
  return (request) => {
    const outcome: RequestOutcome = { predictions: [] };
    outcomes.set(request, outcome);
    return outcome;
  };
}

/** One entry per version: a request may ask one version a thousand times under as many aliases. */
function summed(events: readonly PredictionEvent[]): PredictionEvent[] {
  const sums = new Map<string, PredictionEvent>();
  for (const { model, version, rows, durationMs } of events) {
    const name = `${model}@${version}`;
    const sum = sums.get(name);
    sums.set(name, {
      model,
      version,
      rows: (sum?.rows ?? 0) + rows,
      durationMs: rounded((sum?.durationMs ?? 0) + durationMs),
    });
  }
  return [...sums.values()];
}

/** Microseconds are the finest that means something here. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
