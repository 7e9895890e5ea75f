import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Registry } from 'prom-client';
import type { Catalog } from '../../runtime';
import type { RequestOutcome } from '../graphql/server-context';
import { addCounter } from './count';
import { createMetricsGuard, type MetricsGuardOptions } from './metrics-guard';
import { describeModels } from './model-info';
import { mountRequestMetrics } from './request-metrics';
import { countRuntimeEvents } from './runtime-metrics';

/** Where a process counts, and what it shows of it. */
export interface Metrics {
  readonly registry: Registry;
  /** The numbers to show, in the text format of Prometheus: of this process, or of all that serve together. */
  text(): Promise<string>;
}

/** The numbers of an app that serves alone, without those of its process. */
export function ownMetrics(): Metrics {
  const registry = new Registry();
  return { registry, text: () => registry.metrics() };
}

export interface AppMetricsOptions extends MetricsGuardOptions {
  readonly metrics: Metrics;
  readonly catalog: Catalog;
  /** How a request went. */
  readonly outcomeOf: (request: FastifyRequest) => RequestOutcome;
}

/**
 * Counts what an app does, and shows it at `/metrics`.
 *
 * @returns counts a request that was refused before it reached the app
 */
export function mountMetrics(
  app: FastifyInstance,
  { metrics, catalog, outcomeOf, ...guard }: AppMetricsOptions,
): () => void {
  const { registry } = metrics;
  mountRequestMetrics(app, registry, outcomeOf);
  countRuntimeEvents(catalog.runtime.events, registry);
  describeModels(catalog, registry);
  app.get('/metrics', { onRequest: createMetricsGuard(guard) }, async (_, reply) =>
    reply
      .header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
      .header('cache-control', 'no-store')
      .send(await metrics.text()),
  );
  const shed = addCounter(registry, {
    name: 'predictql_shed_total',
    help: 'Requests refused unread because the process had no time; they are in no other count.',
    labelNames: [],
  })({});
  return () => shed.add();
}
