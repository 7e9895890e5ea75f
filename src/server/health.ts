import type { FastifyInstance } from 'fastify';
import { type Catalog, unusableName } from '../runtime';
import type { SupervisorState } from './supervisor/state';

/** What `/health/ready` tells. */
interface Readiness {
  readonly status: 'ready' | 'degraded' | 'unavailable' | 'draining';
  /** The versions of each model that can be asked for. */
  readonly models: Readonly<Record<string, readonly string[]>>;
  readonly unusable: readonly { readonly version: string; readonly code: string; readonly reason: string }[];
  /** Aliases that an earlier version answers to, because the one they point at cannot serve. */
  readonly fallbacks: readonly {
    readonly alias: string;
    readonly pointsAt: string;
    readonly serves: string;
  }[];
  /** Left out by a server that has none. */
  readonly supervisor?: SupervisorState | undefined;
}

export interface HealthOptions {
  readonly isDraining: () => boolean;
  readonly supervision: () => SupervisorState | undefined;
}

/**
 * `/health/live`: the process answers. `/health/ready`: it can predict; 503 when it is on its way out or
 * has no version to serve. What failed beside versions that serve is told and does not fail it.
 */
export function mountHealth(
  app: FastifyInstance,
  catalog: Catalog,
  { isDraining, supervision }: HealthOptions,
): void {
  app.get('/health/live', async (_, reply) => {
    reply.header('cache-control', 'no-store');
    return { status: 'alive' };
  });
  app.get('/health/ready', async (_, reply) => {
    const readiness = readinessOf(catalog, isDraining(), supervision());
    const isReady = readiness.status === 'ready' || readiness.status === 'degraded';
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(readiness);
  });
}

function readinessOf(
  { models, unusable }: Catalog,
  isDraining: boolean,
  supervisor: SupervisorState | undefined,
): Readiness {
  const broken = new Set(unusable.map(unusableName));
  const served = models.map(
    ({ name, manifests }) =>
      [
        name,
        manifests.filter((manifest) => !broken.has(unusableName(manifest))).map(({ version }) => version),
      ] as const,
  );
  const serves = served.some(([, versions]) => versions.length > 0);
  const isDegraded = broken.size > 0 || (supervisor !== undefined && isTroubled(supervisor));
  const working = isDegraded ? 'degraded' : 'ready';
  return {
    status: isDraining ? 'draining' : serves ? working : 'unavailable',
    models: Object.fromEntries(served),
    unusable: unusable.map((entry) => ({
      version: unusableName(entry),
      code: entry.error.code,
      reason: entry.error.message,
    })),
    fallbacks: models.flatMap(({ name, aliases }) =>
      aliases
        .filter(({ version, pointsAt }) => version !== pointsAt)
        .map(({ alias, major, version, pointsAt }) => ({
          alias: `${name} v${major} ${alias}`,
          pointsAt,
          serves: version,
        })),
    ),
    supervisor,
  };
}

/** Whether fewer processes serve than should, or they do not serve the newest state of the registry. */
function isTroubled({ workers, problem }: SupervisorState): boolean {
  return workers.ready < workers.wanted || problem !== null;
}
