import { readEnvironment } from '../../../src/server';
import { type TestServer, testServer } from '../../support/test-server';
import { contractOf } from '../../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../../support/tiny-registry';
import { attributesOf, type CollectedSpan, type Collector, startCollector } from './collector';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';
const query = 'query Ask { predictPlainV1(inputs: [{ x: 1 }, { x: 2 }]) { predictions { y } } }';

let registry: TinyRegistry;
let collector: Collector;
let server: TestServer;

beforeAll(async () => {
  registry = await tinyRegistry();
  await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
});

beforeEach(async () => {
  collector = await startCollector();
});

afterEach(async () => {
  await server.close();
  await collector.close();
});

afterAll(() => registry.remove());

async function start(variables: Record<string, string> = {}): Promise<void> {
  const { tracing } = readEnvironment({ OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`, ...variables });
  server = await testServer(registry.registry, { tracing });
}

/** Asks, and ends the server: then everything has been sent. */
async function ask(headers: Record<string, string> = {}): Promise<readonly CollectedSpan[]> {
  const response = await server.app.inject({ method: 'POST', url: '/graphql', headers, payload: { query } });
  await server.log.request(response.headers['x-request-id']);
  await server.close();
  return collector.spans;
}

it('tells of a request what it waited for, one part after the other', async () => {
  await start();
  const spans = await ask();
  expect(spans.map(({ name }) => name)).toEqual(['POST /graphql', 'validate', 'queue', 'run']);
  const [request, ...parts] = spans;
  for (const part of parts) {
    expect(part).toMatchObject({ traceId: request.traceId, parentSpanId: request.spanId, kind: 1 });
  }
  const times = [request.startTimeUnixNano, parts[0].startTimeUnixNano];
  times.push(...parts.map((part) => part.endTimeUnixNano), request.endTimeUnixNano);
  expect(times.map(BigInt)).toEqual([...times].map(BigInt).sort((one, other) => (one < other ? -1 : 1)));
  expect(parts[1].startTimeUnixNano).toBe(parts[0].endTimeUnixNano);
  expect(parts[2].startTimeUnixNano).toBe(parts[1].endTimeUnixNano);
  expect(Math.abs(Number(request.endTimeUnixNano) / 1e6 - Date.now())).toBeLessThan(60_000);
  expect(attributesOf(parts[2])).toEqual({ 'predictql.rows': '2' });
});

it('tells what a request was about', async () => {
  await start({
    OTEL_SERVICE_NAME: 'prices',
    OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=a%20b, Authorization=c=d',
  });
  const [request] = await ask({ 'x-request-id': 'r-1' });
  expect(request).toMatchObject({ kind: 2, traceId: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect(request.parentSpanId).toBeUndefined();
  expect(attributesOf(request)).toEqual({
    'http.request.method': 'POST',
    'http.route': '/graphql',
    'http.response.status_code': '200',
    'predictql.request.id': 'r-1',
    'graphql.operation.name': 'Ask',
    'predictql.versions': { values: [{ stringValue: 'plain@1.0.0' }] },
  });
  const [{ headers, path, body }] = collector.messages;
  expect(path).toBe('/v1/traces');
  expect(headers).toMatchObject({
    'x-tenant': 'a b',
    authorization: 'c=d',
    'content-type': 'application/json',
  });
  expect(attributesOf(body.resourceSpans[0].resource)).toMatchObject({ 'service.name': 'prices' });
});

it('goes on with the trace of the sender', async () => {
  await start({ OTEL_TRACES_SAMPLER_ARG: '0' });
  const [request] = await ask({ traceparent: `00-${traceId}-${parentId}-01` });
  expect(request).toMatchObject({ traceId, parentSpanId: parentId });
});

it.each([
  ['the sender does not want it', {}, { traceparent: `00-${traceId}-${parentId}-00` }],
  ['it is not among the share that is', { OTEL_TRACES_SAMPLER_ARG: '0' }, {}],
])('says nothing of a request when %s', async (_, variables: Record<string, string>, headers) => {
  await start(variables);
  expect(await ask(headers)).toEqual([]);
});

it('tells of a request that was refused what it got to, and of nothing but GraphQL', async () => {
  await start();
  for (const path of ['/health/live', '/metrics', '/nothing']) await server.app.inject(path);
  const refused = await server.app.inject({ method: 'POST', url: '/graphql', payload: 'no JSON' });
  await server.log.request(refused.headers['x-request-id']);
  await server.close();
  expect(collector.spans.map(({ name }) => name)).toEqual(['POST /graphql']);
  expect(attributesOf(collector.spans[0])).toMatchObject({ 'error.type': 'UNSUPPORTED_MEDIA_TYPE' });
});

it('answers when the collector does not, and says so once', async () => {
  await start();
  collector.status = 500;
  const { status } = await server.graphql(query);
  expect(status).toBe(200);
  await ask();
  const complaints = server.log.lines.filter(({ message }) => message === 'traces cannot be sent');
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toMatchObject({ level: 'warn', error: expect.stringContaining('got status 500') });
});
