import { PredictqlError } from '../contract';
import { openRegistry, type Registry } from '../registry';
import { createContractCheck } from '../resolvers';
import { Catalog, unusableName } from '../runtime';
import { createApp } from './app';
import { Draining } from './draining';
import type { Environment } from './environment';
import { listen } from './listen';
import type { Logger } from './logging';

export interface ServerOptions {
  /** How long a stopping server waits for the requests it has. Default 25 s: platforms kill after 30. */
  readonly graceMs?: number;
}

/** A server that listens. */
export interface RunningServer {
  /** Where it answers: `http://localhost:4000`. */
  readonly url: string;
  /** Stops taking requests, answers the ones it has, and closes; after 25 s it cuts what is left. */
  stop(): Promise<void>;
}

/**
 * Opens the registry, loads what is aliased and listens.
 *
 * @throws PredictqlError `REGISTRY_MISSING`, `MODEL_NOT_FOUND` when the registry has no readable version,
 *   `PORT_UNAVAILABLE`
 */
export async function startServer(
  environment: Environment,
  logger: Logger,
  { graceMs = 25_000 }: ServerOptions = {},
): Promise<RunningServer> {
  const registry = await openRegistry(environment.registry, { mustExist: true });
  const catalog = await Catalog.open(registry, createContractCheck());
  for (const entry of catalog.unusable) {
    logger.error('version cannot serve', { version: unusableName(entry), ...reasonOf(entry.error) });
  }
  if (catalog.models.length === 0) throw nothingToServe(registry, catalog);
  const draining = new Draining();
  const app = await createApp({ catalog, environment, logger, draining });
  const url = await listen(app, environment);
  logger.info('serving', {
    url,
    models: catalog.models.map(({ name }) => name),
    registry: registry.location,
  });

  async function stop(): Promise<void> {
    logger.info('draining', { graceMs });
    const cut = setTimeout(() => {
      logger.warn('cutting requests that took too long');
      draining.cut();
      app.server.closeAllConnections();
    }, graceMs);
    await draining.begin();
    await app.close();
    clearTimeout(cut);
    logger.info('stopped');
  }
  let stopping: Promise<void> | undefined;
  return {
    url,
    stop() {
      stopping ??= stop();
      return stopping;
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

/**
 * What the log tells of a version that cannot serve. Its error is worded for clients; the one behind it may
 * name places on this machine. A known fault explains itself, only of an unknown one the stack says more.
 */
function reasonOf(error: Error) {
  const original = error.cause instanceof Error ? error.cause : error;
  return original instanceof PredictqlError ? { code: original.code, reason: original.message } : { error };
}
