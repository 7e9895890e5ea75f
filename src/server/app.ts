import type { FastifyInstance, FastifyRequest } from 'fastify';
import { anonymous, RowCount } from '../resolvers';
import type { Catalog } from '../runtime';
import { startApollo } from './apollo';
import { apolloHandler } from './apollo-handler';
import { Access, mountAccess } from './auth';
import { Draining } from './draining';
import type { Environment } from './environment';
import { expressLane } from './express-lane';
import { mountHealth } from './health';
import { createHttpServer, type Patience } from './http-server';
import {
  createDocumentGuard,
  createDocumentMeasure,
  createListSizes,
  documentLimits,
  rowTypesOf,
} from './limits';
import { LoadGauge } from './load-gauge';
import { shedLoad } from './load-shedding';
import type { Logger } from './logging';
import { type Metrics, mountMetrics, ownMetrics } from './metrics';
import { sourceOf, variablesOf } from './operation-request';
import { callOf } from './predict-call';
import type { ServerContext } from './server-context';
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
