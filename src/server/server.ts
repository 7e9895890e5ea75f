import type { FastifyInstance } from 'fastify';
import { PredictqlError } from '../contract';
import { openRegistry } from '../registry';
import { Catalog } from '../runtime';
import { createApp } from './app';
import type { Environment } from './environment';
import type { Logger } from './logging';

/** How long a stopping server waits for the requests it has; platforms kill after 30 s. */
const graceMs = 25_000;

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
 * @throws PredictqlError `REGISTRY_MISSING`, `MODEL_NOT_FOUND` when the registry is empty,
 *   `PORT_UNAVAILABLE`
 */
export async function startServer(environment: Environment, logger: Logger): Promise<RunningServer> {
  const registry = await openRegistry(environment.registry, { mustExist: true });
  const catalog = await Catalog.open(registry);
  for (const { model, version, error } of catalog.unusable) {
    logger.error('version cannot serve', { version: `${model}@${version}`, reason: error.message });
  }
  if (catalog.models.length === 0) {
    throw new PredictqlError('MODEL_NOT_FOUND', {
      subject: `The registry at ${registry.location}`,
      expected: 'hold a model that can be served',
      received: catalog.unusable.length === 0 ? 'none' : `${catalog.unusable.length} that cannot`,
      remedy: 'Train one: predictql train house-price.',
    });
  }
  let draining = false;
  const app = await createApp({ catalog, environment, logger, isDraining: () => draining });
  const url = await listen(app, environment);
  logger.info('serving', {
    url,
    models: catalog.models.map(({ name }) => name),
    registry: registry.location,
  });
  return {
    url,
    async stop() {
      if (draining) return;
      draining = true;
      logger.info('draining', { graceMs });
      const cut = setTimeout(() => app.server.closeAllConnections(), graceMs);
      await app.close();
      clearTimeout(cut);
      logger.info('stopped');
    },
  };
}

async function listen(app: FastifyInstance, { host, port }: Environment): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    await app.close();
    const { code = '', message } = cause as NodeJS.ErrnoException;
    const reasons: Readonly<Record<string, string>> = {
      EADDRINUSE: 'another process listens there',
      EACCES: 'no permission to listen there',
      EADDRNOTAVAIL: 'this machine has no such address',
      ENOTFOUND: 'no such host',
    };
    throw new PredictqlError(
      'PORT_UNAVAILABLE',
      {
        subject: `Port ${port} of ${host}`,
        expected: 'be free to listen on',
        received: reasons[code] ?? message,
        remedy: 'Set PORT or HOST to another one.',
      },
      { cause },
    );
  }
  const address = app.server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host === '0.0.0.0' ? 'localhost' : host}:${bound}`;
}
