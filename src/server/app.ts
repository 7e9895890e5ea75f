import { fastifyApolloHandler } from '@as-integrations/fastify';
import helmet from '@fastify/helmet';
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Catalog } from '../runtime';
import { startApollo } from './apollo';
import type { Environment } from './environment';
import { mountHealth } from './health';
import type { Logger } from './logging';
import { requestIdOf } from './request-id';

/** Room for 1,000 rows of some 100 features each, with their names. */
const bodyLimitBytes = 8 * 1024 * 1024;

export interface AppOptions {
  readonly catalog: Catalog;
  readonly environment: Environment;
  readonly logger: Logger;
  /** Whether the server is on its way out. */
  readonly isDraining?: () => boolean;
}

/** The whole HTTP server, not yet listening. Every answer is JSON, errors too, but for the landing page. */
export async function createApp({
  catalog,
  environment,
  logger,
  isDraining = () => false,
}: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: bodyLimitBytes,
    genReqId: requestIdOf,
    forceCloseConnections: 'idle',
    // Longer than the minute that routers keep idle connections: never close one that is about to be used.
    keepAliveTimeout: 95_000,
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  // The landing page loads Apollo Sandbox from Apollo's site, which a strict policy would forbid.
  const policy = environment.introspection
    ? { contentSecurityPolicy: false, crossOriginEmbedderPolicy: false }
    : {};
  await app.register(helmet, policy);

  const apollo = await startApollo(catalog, environment, logger);
  const { maxRows } = environment;
  const handler = fastifyApolloHandler(apollo, {
    context: async ({ id }) => ({ catalog, requestId: id, maxRows, predictions: [] }),
  });
  app.route({ method: ['GET', 'POST', 'OPTIONS'], url: '/graphql', handler });
  app.get('/', async (_, reply) =>
    environment.introspection ? reply.redirect('/graphql') : { graphql: '/graphql', health: '/health/ready' },
  );
  mountHealth(app, catalog, isDraining);
  app.addHook('onClose', () => apollo.stop());
  answerErrorsInJson(app, logger);
  return app;
}

function answerErrorsInJson(app: FastifyInstance, logger: Logger): void {
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) =>
    reply
      .code(404)
      .send(
        errorBody(`${request.method} ${request.url.slice(0, 80)} is not served. Ask /graphql.`, 'NOT_FOUND'),
      ),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      logger.error('unexpected error', { requestId: request.id, error });
      return reply.code(500).send(errorBody('The server failed on this request.', 'INTERNAL_SERVER_ERROR'));
    }
    return reply.code(status).send(errorBody(error.message, 'BAD_REQUEST'));
  });
}

/** An error in the shape that GraphQL clients read. */
function errorBody(message: string, code: string) {
  return { errors: [{ message, extensions: { code } }] };
}
