import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import type { RequestOutcome } from '../graphql/server-context';
import { addCounter } from './count';
import { addHistogram } from './distribution';
import { errorLabel } from './error-codes';
import { memoized } from './memoized';
import { VersionSeries, versionLabelNames } from './version-series';

const requestSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];
const predictionSeconds = [0.00025, 0.0005, ...requestSeconds.filter((seconds) => seconds <= 10)];

/**
 * Counts the requests of an app when they are answered, whichever way they took: their number and time by
 * route, what they predicted by version, and the codes of their errors.
 *
 * @param outcomeOf - how a request went
 */
export function mountRequestMetrics(
  app: FastifyInstance,
  registry: Registry,
  outcomeOf: (request: FastifyRequest) => RequestOutcome,
): void {
  const requests = addCounter(registry, {
    name: 'predictql_requests_total',
    help: 'HTTP requests that were answered.',
    labelNames: ['route', 'status'],
  });
  const seconds = addHistogram(registry, {
    name: 'predictql_request_duration_seconds',
    help: 'From the headers of a request to the end of its answer.',
    labelNames: ['route'],
    bounds: requestSeconds,
  });
  const errors = addCounter(registry, {
    name: 'predictql_errors_total',
    help: 'Answers with an error of a code, each code once per answer.',
    labelNames: ['code'],
  });
  const rows = addCounter(registry, {
    name: 'predictql_rows_total',
    help: 'Rows that were predicted.',
    labelNames: versionLabelNames,
  });
  const predictions = addHistogram(registry, {
    name: 'predictql_prediction_duration_seconds',
    help: 'Predict queries of a request, from their rows to their predictions, waiting included.',
    labelNames: versionLabelNames,
    bounds: predictionSeconds,
  });
  const ofRoute = memoized((route: string) => ({
    seconds: seconds({ route }),
    ofStatus: memoized((status: number) => requests({ route, status: String(status) })),
  }));
  const ofCode = memoized((code: string) => errors({ code }));
  const versions = new VersionSeries((labels) => ({ rows: rows(labels), seconds: predictions(labels) }));

  app.addHook('onResponse', (request, reply, done) => {
    // The pattern of the route, not the path that was asked for: paths are without number.
    const route = ofRoute(request.routeOptions.url ?? 'none');
    route.ofStatus(reply.statusCode).add();
    route.seconds.add(reply.elapsedTime / 1000);
    const outcome = outcomeOf(request);
    for (const prediction of outcome.predictions) {
      const series = versions.of(prediction);
      series.rows.add(prediction.rows);
      series.seconds.add(prediction.durationMs / 1000);
    }
    for (const code of outcome.errors ?? []) ofCode(errorLabel(code)).add();
    done();
  });
}
