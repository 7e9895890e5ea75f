import { Registry } from 'prom-client';
import { RuntimeEvents } from '../../../src/runtime';
import { countRuntimeEvents } from '../../../src/server/metrics/runtime-metrics';
import { samplesOf } from './samples-of';

const version = { model: 'm', version: '1.0.0' };
const labels = '{model="m",version="1.0.0"}';

let events: RuntimeEvents;
let registry: Registry;

beforeEach(() => {
  events = new RuntimeEvents();
  registry = new Registry();
  countRuntimeEvents(events, registry);
});

const sample = async (name: string) => samplesOf(await registry.metrics(), `predictql_${name}`);

it('counts a run with the waits of all its requests', async () => {
  events.emit('ran', { ...version, rows: 3, queueMs: [1, 2], runMs: 4 });
  expect(await sample('batch_rows_sum')).toEqual({ [labels]: 3 });
  expect(await sample('run_duration_seconds_sum')).toEqual({ [labels]: 0.004 });
  expect(await sample('queue_duration_seconds_count')).toEqual({ [labels]: 2 });
  expect(await sample('queue_duration_seconds_sum')).toEqual({ [labels]: 0.003 });
});

it.each([
  ['rejected', 'rejected_total'],
  ['timedOut', 'timeouts_total'],
  ['abandoned', 'abandoned_total'],
  ['stuck', 'stuck_total'],
] as const)('counts what was %s', async (event, name) => {
  events.emit(event, { ...version, rows: 7 });
  events.emit(event, { ...version, rows: 7 });
  expect(await sample(name)).toEqual({ [labels]: 2 });
});

it('counts the rows that were known and those that were not', async () => {
  events.emit('cached', { ...version, hits: 2, misses: 1 });
  expect(await sample('cache_hits_total')).toEqual({ [labels]: 2 });
  expect(await sample('cache_misses_total')).toEqual({ [labels]: 1 });
});

it('counts versions past the first hundred together', async () => {
  for (let patch = 0; patch < 150; patch++) {
    events.emit('rejected', { model: 'm', version: `1.0.${patch}`, rows: 1 });
  }
  const rejected = await sample('rejected_total');
  expect(Object.keys(rejected)).toHaveLength(101);
  expect(rejected['{model="other",version="other"}']).toBe(50);
});
