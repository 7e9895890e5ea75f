import { processesOf } from '../../../bench/load/process-tree';
import { type Served, serve } from '../../support/served';
import { contractOf } from '../../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../../support/tiny-registry';
import { samplesOf } from './samples-of';

jest.setTimeout(120_000);

const graphqlRequests = '{route="/graphql",status="200"}';

let tiny: TinyRegistry;
let server: Served;

beforeAll(async () => {
  tiny = await tinyRegistry();
  await publishTiny(tiny.registry, contractOf(), { aliases: ['production'] });
  server = await serve(tiny.folder, { env: { WEB_CONCURRENCY: '2', PREDICTQL_RATE_LIMIT: '0' } });
});

afterAll(async () => {
  server.process.kill('SIGKILL');
  await server.result;
  await tiny.remove();
});

/** On a connection of its own: connections go to the workers in turn. */
async function send(path: string, init: RequestInit = {}): Promise<string> {
  const headers = { 'content-type': 'application/json', connection: 'close' };
  return (await fetch(`${server.url}${path}`, { ...init, headers })).text();
}

async function ask(times: number): Promise<void> {
  const body = JSON.stringify({ query: '{ predictPlainV1(inputs: { x: 5 }) { values } }' });
  for (let time = 0; time < times; time++) await send('/graphql', { method: 'POST', body });
}

/** The metrics, once they are as expected: what a worker counts comes after its answer. */
async function metricsWith(name: string, labels: string, value: number): Promise<string> {
  for (;;) {
    const text = await send('/metrics');
    if (samplesOf(text, name)[labels] === value) return text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

it('adds up over the workers, and keeps what a killed one had counted', async () => {
  const ready = await metricsWith('predictql_workers', '{phase="ready"}', 2);
  expect(samplesOf(ready, 'predictql_worker_restarts_total')).toEqual({ '': 0 });
  await ask(10);
  const before = await metricsWith('predictql_requests_total', graphqlRequests, 10);
  expect(samplesOf(before, 'predictql_rows_total')).toEqual({ '{model="plain",version="1.0.0"}': 10 });
  expect(Object.values(samplesOf(before, 'predictql_model_info'))).toEqual([1]);

  const [, worker] = processesOf(server.process.pid!) ?? [];
  if (worker === undefined) return;
  process.kill(worker, 'SIGKILL');
  await metricsWith('predictql_worker_restarts_total', '', 1);
  await ask(10);
  await metricsWith('predictql_requests_total', graphqlRequests, 20);
  await metricsWith('predictql_workers', '{phase="ready"}', 2);
});
