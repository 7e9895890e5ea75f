import type { FastifyInstance } from 'fastify';
import type { Catalog } from '../runtime';

/** What `/health/ready` tells. */
interface Readiness {
  readonly status: 'ready' | 'degraded' | 'unavailable' | 'draining';
  readonly models: Readonly<Record<string, readonly string[]>>;
  readonly unusable: readonly { readonly version: string; readonly reason: string }[];
}

/**
 * `/health/live`: the process answers. `/health/ready`: it can predict; 503 when it is on its way out or
 * has no version to serve. A version that failed beside others that serve is told and does not fail it.
 */
export function mountHealth(app: FastifyInstance, catalog: Catalog, isDraining: () => boolean): void {
  app.get('/health/live', async () => ({ status: 'alive' }));
  app.get('/health/ready', async (_, reply) => {
    const readiness = readinessOf(catalog, isDraining());
    const isReady = readiness.status === 'ready' || readiness.status === 'degraded';
    return reply.code(isReady ? 200 : 503).send(readiness);
  });
}

function readinessOf(catalog: Catalog, isDraining: boolean): Readiness {
  const broken = new Set(catalog.unusable.map(({ model, version }) => `${model}@${version}`));
  const models = Object.fromEntries(
    catalog.models.map(({ name, manifests }) => [
      name,
      manifests.map(({ version }) => version).filter((version) => !broken.has(`${name}@${version}`)),
    ]),
  );
  const serves = Object.values(models).some((versions) => versions.length > 0);
  const working = broken.size > 0 ? 'degraded' : 'ready';
  return {
    status: isDraining ? 'draining' : serves ? working : 'unavailable',
    models,
    unusable: catalog.unusable.map(({ model, version, error }) => ({
      version: `${model}@${version}`,
      reason: error.message,
    })),
  };
}
