import type { Socket } from 'node:net';
import { PredictqlError } from '../contract';
import { openRegistry, type Registry } from '../registry';
import { createContractCheck } from '../resolvers';
import { Catalog, type CatalogOptions } from '../runtime';
import { createApp } from './app';
import type { Environment } from './environment/environment';
import { predictorOptions } from './environment/predictor-options';
import { Draining } from './http/draining';
import type { Patience } from './http/http-server';
import type { Logger } from './log/logging';
import { type Metrics, ownMetrics } from './metrics';
import type { SupervisorState } from './supervisor/state';

/** How long a server that ends waits for its requests: platforms kill after 30 s. */
export const graceMs = 25_000;

/** How long it keeps connections that nobody uses, see {@link Draining}. */
const lingerMs = 2000;

export interface ServerOptions extends CatalogOptions {
  /** What is known of all processes that serve together, for whoever asks one of them. */
  readonly supervision?: () => SupervisorState | undefined;
  /** Where it counts; by default for itself. */
  readonly metrics?: Metrics;
  readonly patience?: Patience;
  readonly graceMs?: number;
  readonly lingerMs?: number;
}

/** A server that answers on the connections that it is given. */
export interface Server {
  readonly catalog: Catalog;
  /** Answers on a connection that somebody else has accepted, and of which nothing has been read. */
  take(connection: Socket): void;
  /** Answers what is still asked on its connections, and ends when they have ended; cuts them after 25 s. */
  drain(): Promise<void>;
}

/**
 * Opens the registry and loads what is aliased.
 *
 * @throws PredictqlError `REGISTRY_MISSING`, `MODEL_NOT_FOUND` when the registry has no readable version
 */
export async function openServer(
  environment: Environment,
  logger: Logger,
  { supervision = () => undefined, metrics = ownMetrics(), ...options }: ServerOptions = {},
): Promise<Server> {
  const registry = await openRegistry(environment.registry, { mustExist: true });
  const runtime = predictorOptions(environment);
  const catalog = await Catalog.open(registry, createContractCheck(), { runtime, ...options });
  if (catalog.models.length === 0) throw nothingToServe(registry, catalog);
  const draining = new Draining();
  const app = await createApp({
    catalog,
    environment,
    logger,
    draining,
    supervision,
    metrics,
    ...(options.patience !== undefined && { patience: options.patience }),
  });
  await app.ready();
  // With this event Node begins to look after slow requests, and this server will never listen.
  app.server.emit('listening');

  async function drain(): Promise<void> {
    const grace = options.graceMs ?? graceMs;
    logger.debug('draining', { graceMs: grace });
    const cut = setTimeout(() => {
      logger.warn('cutting requests that took too long');
      draining.cut();
    }, grace);
    await draining.begin(app, options.lingerMs ?? lingerMs);
    clearTimeout(cut);
    await app.close();
  }
  let drained: Promise<void> | undefined;
  return {
    catalog,
    take(connection) {
      // A client may end its side and still wait for the answer.
      connection.allowHalfOpen = true;
      app.server.emit('connection', connection);
      // It was accepted without being read.
      connection.resume();
    },
    drain() {
      drained ??= drain();
      return drained;
    },
  };
}

function nothingToServe({ location }: Registry, { unusable }: Catalog): PredictqlError {
  return new PredictqlError('MODEL_NOT_FOUND', {
    subject: `The registry at ${location}`,
    expected: 'hold a model that can be served',
    received: unusable.length === 0 ? 'none' : `${unusable.length} that cannot`,
    remedy: 'Train one: predictql train house-price.',
  });
}
