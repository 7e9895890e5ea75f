import type { FastifyInstance } from 'fastify';
import { type Catalog, unusableName } from '../runtime';

/** What `/health/ready` tells. */
interface Readiness {
  readonly status: 'ready' | 'degraded' | 'unavailable' | 'draining';
  readonly models: Readonly<Record<string, readonly string[]>>;
  readonly unusable: readonly { readonly version: string; readonly code: string; readonly reason: string }[];
}

/**
 * `/health/live`: the process answers. `/health/ready`: it can predict; 503 when it is on its way out or
 * has no version to serve. A version that failed beside others that serve is told and does not fail it.
 */
export function mountHealth(app: FastifyInstance, catalog: Catalog, isDraining: () => boolean): void {
  app.get('/health/live', async (_, reply) => {
    reply.header('cache-control', 'no-store');
    return { status: 'alive' };
  });
  app.get('/health/ready', async (_, reply) => {
    const readiness = readinessOf(catalog, isDraining());
    const isReady = readiness.status === 'ready' || readiness.status === 'degraded';
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(readiness);
  });
}

function readinessOf({ models, unusable }: Catalog, isDraining: boolean): Readiness {
  const broken = new Set(unusable.map(unusableName));
  const served = models.map(
    ({ name, manifests }) =>
      [
        name,
        manifests.filter((manifest) => !broken.has(unusableName(manifest))).map(({ version }) => version),
      ] as const,
  );
  const serves = served.some(([, versions]) => versions.length > 0);
  const working = broken.size > 0 ? 'degraded' : 'ready';
  return {
    status: isDraining ? 'draining' : serves ? working : 'unavailable',
    models: Object.fromEntries(served),
    unusable: unusable.map((entry) => ({
      version: unusableName(entry),
      code: entry.error.code,
      reason: entry.error.message,
    })),
  };
}
