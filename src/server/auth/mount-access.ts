import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PredictqlError } from '../../contract';
import { anonymous, type Caller } from '../../resolvers';
import type { Access } from './access';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent the request; undefined where nobody asked. */
    caller: Caller | undefined;
  }
}

export interface MountAccessOptions {
  readonly access: Access;
  /** Counts a refusal; throws when there were too many. */
  readonly countRefusal: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  /** Whether browsers get a landing page, which can carry no key; what the page asks for needs one again. */
  readonly hasLandingPage: boolean;
}

/**
 * Finds out who sends the requests to a route, before their bodies are read.
 *
 * @returns the hook for the route
 */
export function mountAccess(
  app: FastifyInstance,
  { access, countRefusal, hasLandingPage }: MountAccessOptions,
): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  app.decorateRequest('caller', undefined);
  return async (request, reply) => {
    if (hasLandingPage && isForLandingPage(request)) {
      request.caller = anonymous;
      return;
    }
    try {
      request.caller = await access.callerOf(request.headers);
    } catch (error) {
      const isOurs = error instanceof PredictqlError && error.code === 'IDENTITY_UNAVAILABLE';
      if (!isOurs) await countRefusal(request, reply);
      throw error;
    }
  };
}

function isForLandingPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && !url.includes('?') && headers.accept?.includes('text/html') === true;
}
