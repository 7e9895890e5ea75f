import type { FastifyInstance, FastifyRequest } from 'fastify';
import { anonymous, RowCount } from '../resolvers';
import type { Catalog } from '../runtime';
import { Access, mountAccess } from './auth';
import type { Environment } from './environment/environment';
import { startApollo } from './graphql/apollo';
import { apolloHandler } from './graphql/apollo-handler';
import { expressLane } from './graphql/express-lane';
import { sourceOf, variablesOf } from './graphql/operation-request';
import { callOf } from './graphql/predict-call';
import type { ServerContext } from './graphql/server-context';
import { mountHealth } from './health';
import { Draining } from './http/draining';
import { createHttpServer, type Patience } from './http/http-server';
import {
  createDocumentGuard,
  createDocumentMeasure,
  createListSizes,
  documentLimits,
  rowTypesOf,
} from './limits';
import { LoadGauge } from './load/load-gauge';
import { shedLoad } from './load/load-shedding';
import type { Logger } from './log/logging';
import { type Metrics, mountMetrics, ownMetrics } from './metrics';
import type { SupervisorState } from './supervisor/state';
import { mountTracing } from './tracing';

export interface AppOptions {
  readonly catalog: Catalog;
  readonly environment: Environment;
  readonly logger: Logger;
  /** Told of every request, and begun when the server is on its way out. */
  readonly draining?: Draining;
  /** What is known of all processes that serve together; nothing when this one serves alone. */
  readonly supervision?: () => SupervisorState | undefined;
  readonly patience?: Patience;
  /** Where it counts; by default for itself. */
  readonly metrics?: Metrics;
}

/**
 * The whole HTTP server, not yet listening. Every answer is JSON, errors too, but for the landing page.
 *
 * @throws PredictqlError `ENVIRONMENT_INVALID` when the keys in the environment cannot be read
 */
export async function createApp({
  catalog,
  environment,
  logger,
  draining = new Draining(),
  supervision = () => undefined,
  patience,
  metrics = ownMetrics(),
}: AppOptions): Promise<FastifyInstance> {
  const access = await Access.open(environment);
  const { app, outcomeOf, countRefusal } = await createHttpServer({
    environment,
    logger,
    draining,
    patience,
  });
  const { maxRows, introspection, logFeatures, isProduction, metricsToken } = environment;
  const guard = { isProduction, metricsToken, access, countRefusal };
  const noteShed = mountMetrics(app, { metrics, catalog, outcomeOf, ...guard });
  shedLoad(app.server, new LoadGauge(environment.shedAfterMs, catalog.runtime.workload), logger, noteShed);
  const traceOf = mountTracing(app, { settings: environment.tracing, logger, outcomeOf });

  const { apollo, schema, operations } = await startApollo(catalog, environment, logger);
  const contextOf = (request: FastifyRequest): ServerContext => {
    const outcome = outcomeOf(request);
    if (logFeatures) outcome.variables = variablesOf(request);
    return {
      catalog,
      requestId: request.id,
      caller: request.caller ?? anonymous,
      maxRows,
      rowCount: new RowCount(),
      predictions: outcome.predictions,
      call: callOf(request, environment.requestTimeoutMs, traceOf(request)),
      outcome,
    };
  };
  const assertWithin = createDocumentGuard(
    documentLimits(catalog.contracts, environment),
    createDocumentMeasure(schema, createListSizes(schema, catalog.models, maxRows)),
  );
  app.route({
    // Apollo answers the other methods with the ones there are.
    method: app.supportedMethods,
    url: '/graphql',
    onRequest: mountAccess(app, { access, countRefusal, hasLandingPage: introspection }),
    preHandler: (request, _, done) => {
      try {
        const source = sourceOf(request);
        if (source !== undefined) assertWithin(source);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    handler: expressLane({
      operations,
      rowTypes: rowTypesOf(schema),
      contextOf,
      apollo: apolloHandler(apollo, contextOf),
    }),
  });
  app.get('/', async (_, reply) =>
    introspection ? reply.redirect('/graphql') : { graphql: '/graphql', health: '/health/ready' },
  );
  mountHealth(app, catalog, { isDraining: () => draining.isDraining, supervision });
  app.addHook('onClose', () => apollo.stop());
  return app;
}
