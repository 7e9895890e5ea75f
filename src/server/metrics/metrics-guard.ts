import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access } from '../auth';
import { credentialOf } from '../auth/credential';
import { unauthenticated } from '../auth/unauthenticated';
import type { RefusalCounter } from '../limits';

export interface MetricsGuardOptions {
  readonly isProduction: boolean;
  /** A secret that opens the metrics and nothing else. */
  readonly metricsToken?: string | undefined;
  readonly access: Access;
  readonly countRefusal: RefusalCounter;
}

/**
 * Lets those read the metrics who carry the token for them, or a key of the server. In development anybody
 * may while no token is set; in production nobody without one, however open the server is: the numbers tell
 * how a business goes.
 *
 * @returns the hook for the route; it throws PredictqlError `UNAUTHENTICATED`
 */
export function createMetricsGuard({
  isProduction,
  metricsToken,
  access,
  countRefusal,
}: MetricsGuardOptions): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  const isOpen = !isProduction && metricsToken === undefined;
  const expected = metricsToken === undefined ? undefined : hashOf(metricsToken);
  const assertMayRead = async ({ headers }: FastifyRequest) => {
    const credential = credentialOf(headers);
    if (credential === undefined) {
      if (isOpen) return;
      throw unauthenticated('none');
    }
    // Of equal length, whatever was sent, and compared in equal time.
    if (expected !== undefined && timingSafeEqual(hashOf(credential), expected)) return;
    await access.callerOf(headers);
  };
  return async (request, reply) => {
    try {
      await assertMayRead(request);
    } catch (error) {
      await countRefusal(request, reply);
      throw error;
    }
  };
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
