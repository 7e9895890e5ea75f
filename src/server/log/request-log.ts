import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PredictionEvent } from '../../resolvers';
import type { RequestOutcome } from '../graphql/server-context';
import type { Logger } from './logging';

/**
 * One line per request: who asked for what, which versions answered how many rows, how long it took, what
 * failed. Probes and readers of the metrics come every few seconds, so that theirs show only at level debug.
 *
 * @returns the outcome of a request, to be filled in on the way
 */
export function mountRequestLog(
  app: FastifyInstance,
  logger: Logger,
): (request: FastifyRequest) => RequestOutcome {
  const outcomes = new WeakMap<FastifyRequest, RequestOutcome>();
  app.addHook('onResponse', (request, reply, done) => {
    const path = request.url.split('?', 1)[0];
    const { operation, errors = [], predictions = [], variables } = outcomes.get(request) ?? {};
    const { caller } = request;
    logger.log(isRoutine(path) ? 'debug' : 'info', 'request', {
      requestId: request.id,
      method: request.method,
      path,
      status: reply.statusCode,
      durationMs: rounded(reply.elapsedTime),
      ...(caller !== undefined && caller.role !== 'anonymous' && { caller: caller.name }),
      ...(operation !== undefined && { operation }),
      ...(predictions.length > 0 && { predictions: summed(predictions) }),
      ...(errors.length > 0 && { errors }),
      ...(variables !== undefined && { variables }),
    });
    done();
  });
  return (request) => {
    const known = outcomes.get(request);
    if (known !== undefined) return known;
    const outcome: RequestOutcome = { predictions: [] };
    outcomes.set(request, outcome);
    return outcome;
  };
}

function isRoutine(path: string): boolean {
  return path.startsWith('/health/') || path === '/metrics';
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
