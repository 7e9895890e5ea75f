import type { Registry } from 'prom-client';
import type { RuntimeEvents } from '../../runtime';
import { addCounter } from './count';
import { addHistogram } from './distribution';
import { type VersionLabels, VersionSeries, versionLabelNames } from './version-series';

const batchRows = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
const runSeconds = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5];
const queueSeconds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5, 10];

/** Counts what happens in the runtime: the runs of the models, and the requests that did not get that far. */
export function countRuntimeEvents(events: RuntimeEvents, registry: Registry): void {
  const distribution = (name: string, help: string, bounds: readonly number[]) =>
    addHistogram(registry, { name, help, bounds, labelNames: versionLabelNames });
  const count = (name: string, help: string) =>
    addCounter(registry, { name, help, labelNames: versionLabelNames });

  const rows = distribution('predictql_batch_rows', 'Rows of a run of a model.', batchRows);
  const runs = distribution('predictql_run_duration_seconds', 'How long a run of a model took.', runSeconds);
  const queues = distribution(
    'predictql_queue_duration_seconds',
    'How long a request waited for its first run.',
    queueSeconds,
  );
  const ran = new VersionSeries((labels) => ({
    rows: rows(labels),
    runs: runs(labels),
    queues: queues(labels),
  }));
  events.on('ran', (run) => {
    const series = ran.of(run);
    series.rows.add(run.rows);
    series.runs.add(run.runMs / 1000);
    for (const waitedMs of run.queueMs) series.queues.add(waitedMs / 1000);
  });

  const countOn = (event: 'rejected' | 'timedOut' | 'abandoned' | 'stuck', name: string, help: string) => {
    const counted = new VersionSeries(count(name, help));
    events.on(event, (version: VersionLabels) => counted.of(version).add());
  };
  countOn('rejected', 'predictql_rejected_total', 'Predict queries refused because the queue was full.');
  countOn('timedOut', 'predictql_timeouts_total', 'Predict queries that were not answered in time.');
  countOn('abandoned', 'predictql_abandoned_total', 'Predict queries whose client had gone before they ran.');
  countOn('stuck', 'predictql_stuck_total', 'Threads that did not come back from a run.');

  const hits = count('predictql_cache_hits_total', 'Rows whose prediction was known already.');
  const misses = count(
    'predictql_cache_misses_total',
    'Rows that were looked for among the known ones in vain.',
  );
  const lookups = new VersionSeries((labels) => ({ hits: hits(labels), misses: misses(labels) }));
  events.on('cached', (lookup) => {
    const series = lookups.of(lookup);
    series.hits.add(lookup.hits);
    series.misses.add(lookup.misses);
  });
}
