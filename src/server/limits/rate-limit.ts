import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PredictqlError } from '../../contract';

const windowMs = 60_000;

/** Requests without a valid key in a minute of one address: nobody mistypes a key more often. */
const refusalsPerMinute = 20;

/** Clients that are counted at the same time: some 200 bytes each. */
const clients = 20_000;

/** Counts a refused request; throws when its address had too many. */
export type RefusalCounter = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/**
 * Limits the requests of each client: of a key, wherever it is used, and of an address without one. Each
 * worker counts what it gets itself. Probes are not counted.
 *
 * @param perMinute - requests of one client; 0 for any number
 */
export async function mountRateLimit(app: FastifyInstance, perMinute: number): Promise<RefusalCounter> {
  if (perMinute === 0) return async () => {};
  const silent = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: windowMs,
    cache: clients,
    addHeaders: silent,
    addHeadersOnExceeding: silent,
    keyGenerator: clientOf,
    allowList: ({ url }) => url.startsWith('/health/'),
    errorResponseBuilder: () => rateLimited(`send at most ${perMinute} requests in a minute`),
  });
  const count = app.createRateLimit({
    max: refusalsPerMinute,
    timeWindow: windowMs,
    keyGenerator: addressOf,
  });
  return async (request, reply) => {
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    reply.header('retry-after', counted.ttlInSeconds);
    throw rateLimited('send fewer requests without a valid key');
  };
}

/** Keys and addresses share one count each; a key's name is no address. */
function clientOf(request: FastifyRequest): string {
  const { caller } = request;
  return caller === undefined || caller.role === 'anonymous' ? addressOf(request) : `key ${caller.name}`;
}

function addressOf({ ip }: FastifyRequest): string {
  return normalizeIP(ip);
}

function rateLimited(expected: string): PredictqlError {
  return new PredictqlError('RATE_LIMITED', {
    subject: 'A client',
    expected,
    received: 'more',
    remedy: 'Wait as long as the header retry-after says; many rows fit into one request.',
  });
}
