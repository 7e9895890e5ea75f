import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Environment } from '../environment/environment';
import type { RequestOutcome } from '../graphql/server-context';
import { mountRateLimit, type RefusalCounter } from '../limits';
import type { Logger } from '../log/logging';
import { mountRequestLog } from '../log/request-log';
import { createClientErrorHandler } from './client-errors';
import { mountCors } from './cors';
import type { Draining } from './draining';
import { answerErrorsInJson, clientMessage, errorBody } from './http-errors';
import { httpRefusal } from './http-refusal';
import { mountJsonBody } from './json-body';
import { requestIdOf } from './request-id';
import { securityHeaders } from './security-headers';

/** How long a server waits for what comes over a connection. */
export interface Patience {
  /** For all headers of a request. */
  readonly headersMs: number;
  /** For a whole request with its body. */
  readonly requestMs: number;
  /** How often it looks whether one took too long. */
  readonly checkMs: number;
}

/** A mobile phone that sends 8 MB needs less; platforms give up after 30 s as well. */
const defaultPatience: Patience = { headersMs: 10_000, requestMs: 30_000, checkMs: 1000 };

/** Node's own limit, for all headers with the path. */
const maxHeaderBytes = 16 * 1024;
const maxUrlLength = 8 * 1024;

export interface HttpServerOptions {
  readonly environment: Environment;
  readonly logger: Logger;
  readonly draining: Draining;
  readonly patience?: Patience | undefined;
}

/** A server without routes, and what routes need of it. */
export interface HttpServer {
  readonly app: FastifyInstance;
  /** How a request went, to be filled in on the way. */
  readonly outcomeOf: (request: FastifyRequest) => RequestOutcome;
  readonly countRefusal: RefusalCounter;
}

/** What stands between the network and the routes: limits, headers, the log, and errors in JSON. */
export async function createHttpServer({
  environment,
  logger,
  draining,
  patience = defaultPatience,
}: HttpServerOptions): Promise<HttpServer> {
  const { trustedProxies } = environment;
  const app: FastifyInstance = fastify({
    bodyLimit: environment.maxBodyBytes,
    genReqId: requestIdOf,
    forceCloseConnections: 'idle',
    // Longer than the minute that routers keep idle connections: never close one that is about to be used.
    keepAliveTimeout: 95_000,
    requestTimeout: patience.requestMs,
    http: {
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: patience.checkMs,
      maxHeaderSize: maxHeaderBytes,
    },
    trustProxy: trustedProxies > 0 && ((_, hop) => hop < trustedProxies),
    clientErrorHandler: createClientErrorHandler(logger),
    frameworkErrors: (error, _, reply: FastifyReply) => {
      void reply.code(400).send(errorBody(400, clientMessage(error, app)));
    },
  });
  const headers = securityHeaders(environment.introspection);
  app.addHook('onRequest', ({ id, url }, reply, done) => {
    reply.headers(headers).header('x-request-id', id);
    if (url.length <= maxUrlLength) done();
    else {
      const most = `The path must have at most ${maxUrlLength} characters.`;
      done(httpRefusal(414, `${most} Send long queries by POST.`));
    }
  });
  const outcomeOf = mountRequestLog(app, logger);
  draining.watch(app);
  await mountCors(app, environment.corsOrigins);
  mountJsonBody(app);
  const countRefusal = await mountRateLimit(app, environment.rateLimit);
  answerErrorsInJson(app, logger, (request, code) => {
    outcomeOf(request).errors = [code];
  });
  return { app, outcomeOf, countRefusal };
}
