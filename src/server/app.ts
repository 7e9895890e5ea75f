import { fastifyApolloHandler } from '@as-integrations/fastify';
import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { anonymous, RowCount } from '../resolvers';
import type { Catalog } from '../runtime';
import { startApollo } from './apollo';
import { Draining } from './draining';
import type { Environment } from './environment';
import { mountHealth } from './health';
import { answerErrorsInJson, clientMessage, errorBody } from './http-errors';
import type { Logger } from './logging';
import { requestIdOf } from './request-id';
import { mountRequestLog } from './request-log';

/** Room for 1,000 rows of some 100 features each, with their names. */
const bodyLimitBytes = 8 * 1024 * 1024;

export interface AppOptions {
  readonly catalog: Catalog;
  readonly environment: Environment;
  readonly logger: Logger;
  /** Told of every request, and begun when the server is on its way out. */
  readonly draining?: Draining;
}

/** The whole HTTP server, not yet listening. Every answer is JSON, errors too, but for the landing page. */
export async function createApp({
  catalog,
  environment,
  logger,
  draining = new Draining(),
}: AppOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    bodyLimit: bodyLimitBytes,
    genReqId: requestIdOf,
    forceCloseConnections: 'idle',
    // Longer than the minute that routers keep idle connections: never close one that is about to be used.
    keepAliveTimeout: 95_000,
    // A body that drips in for longer is no request.
    requestTimeout: 120_000,
    frameworkErrors: (error, _, reply: FastifyReply) => {
      void reply.code(400).send(errorBody(400, clientMessage(error, app)));
    },
  });
  // Else a text of any kind would come as far as Apollo, which says no more than that it is not JSON.
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  const outcomeOf = mountRequestLog(app, logger);
  draining.watch(app);
  // The landing page loads Apollo Sandbox from Apollo's site, which a strict policy would forbid.
  const policy = environment.introspection
    ? { contentSecurityPolicy: false, crossOriginEmbedderPolicy: false }
    : {};
  await app.register(helmet, policy);

  const apollo = await startApollo(catalog, environment, logger);
  const { maxRows } = environment;
  const handler = fastifyApolloHandler(apollo, {
    context: async (request) => {
      const outcome = outcomeOf(request);
      return {
        catalog,
        requestId: request.id,
        caller: anonymous,
        maxRows,
        rowCount: new RowCount(),
        predictions: outcome.predictions,
        outcome,
      };
    },
  });
  // Apollo answers the other methods with the ones there are.
  app.all('/graphql', handler);
  app.get('/', async (_, reply) =>
    environment.introspection ? reply.redirect('/graphql') : { graphql: '/graphql', health: '/health/ready' },
  );
  mountHealth(app, catalog, () => draining.isDraining);
  app.addHook('onClose', () => apollo.stop());
  answerErrorsInJson(app, logger);
  return app;
}
