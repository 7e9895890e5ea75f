import { type TestServer, testServer } from '../../support/test-server';
import { contractOf } from '../../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../../support/tiny-registry';
import { samplesOf } from './samples-of';

let registry: TinyRegistry;
let server: TestServer;
let sha256: string;

beforeAll(async () => {
  registry = await tinyRegistry();
  const { artifact } = await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
  sha256 = artifact.sha256;
  await publishTiny(registry.registry, contractOf(), { shift: 1 });
});

beforeEach(async () => {
  server = await testServer(registry.registry);
});

afterEach(() => server.close());
afterAll(() => registry.remove());

/** The numbers, once the last request has been counted: that comes after its answer. */
async function metrics(): Promise<string> {
  const { headers } = await server.graphql('{ __typename }');
  await server.log.request(headers['x-request-id']);
  return (await server.app.inject('/metrics')).body;
}

describe('/metrics', () => {
  it('is what Prometheus reads, and for no cache', async () => {
    const { statusCode, headers } = await server.app.inject('/metrics');
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
  });

  it('counts requests and their time by route, whatever paths clients make up', async () => {
    await server.graphql('{ models { name } }');
    for (const path of ['/wp-login.php', '/graphql/x?y=1', '/health/live?probe=1']) {
      await server.app.inject(path);
    }
    const text = await metrics();
    expect(samplesOf(text, 'predictql_requests_total')).toEqual({
      '{route="/graphql",status="200"}': 2,
      '{route="/health/live",status="200"}': 1,
      '{route="none",status="404"}': 2,
    });
    expect(samplesOf(text, 'predictql_request_duration_seconds_count')).toMatchObject({
      '{route="/graphql"}': 2,
    });
  });

  it('counts rows, predictions and runs by version', async () => {
    await server.graphql(`{
      a: predictPlainV1(inputs: [{ x: 1 }, { x: 2 }]) { predictions { y } }
      b: predictPlainV1(inputs: [{ x: 3 }], version: "1.1.0") { predictions { y } }
    }`);
    const text = await metrics();
    const [first, second] = ['1.0.0', '1.1.0'].map((version) => `{model="plain",version="${version}"}`);
    expect(samplesOf(text, 'predictql_rows_total')).toEqual({ [first]: 2, [second]: 1 });
    for (const name of ['prediction_duration_seconds', 'run_duration_seconds', 'queue_duration_seconds']) {
      expect(samplesOf(text, `predictql_${name}_count`)).toMatchObject({ [first]: 1, [second]: 1 });
    }
    expect(samplesOf(text, 'predictql_batch_rows_sum')).toEqual({ [first]: 2, [second]: 1 });
  });

  it('counts errors by code, of GraphQL and of HTTP', async () => {
    await server.graphql('{ a: model(name: "x") { name } b: modelVersion(name: "x") { id } }');
    await server.graphql('{ nothing }');
    await server.graphql('{ predictPlainV1(inputs: [{ x: 1 }], version: "9.9.9") { predictions { y } } }');
    await server.app.inject({ method: 'POST', url: '/graphql', payload: 'x' });
    await server.app.inject('/nothing');
    expect(samplesOf(await metrics(), 'predictql_errors_total')).toEqual({
      '{code="MODEL_NOT_FOUND"}': 1,
      '{code="GRAPHQL_VALIDATION_FAILED"}': 1,
      '{code="VERSION_NOT_FOUND"}': 1,
      '{code="UNSUPPORTED_MEDIA_TYPE"}': 1,
      '{code="NOT_FOUND"}': 1,
    });
  });

  it('tells which versions are served under which alias', async () => {
    expect(samplesOf(await metrics(), 'predictql_model_info')).toEqual({
      [`{model="plain",version="1.0.0",alias="production",sha256="${sha256}"}`]: 1,
    });
  });

  it('does not show up in the log', async () => {
    await server.app.inject('/metrics');
    await metrics();
    const paths = server.log.lines.filter(({ message }) => message === 'request').map(({ path }) => path);
    expect(paths).not.toContain('/metrics');
  });
});
