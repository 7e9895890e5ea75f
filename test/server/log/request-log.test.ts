import { type TestServer, testServer } from '../../support/test-server';
import { contractOf } from '../../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../../support/tiny-registry';

let registry: TinyRegistry;
let server: TestServer;

beforeAll(async () => {
  registry = await tinyRegistry();
  await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
  await publishTiny(registry.registry, contractOf(), { shift: 1, aliases: ['staging'] });
});

beforeEach(async () => {
  server = await testServer(registry.registry);
});

afterEach(() => server.close());
afterAll(() => registry.remove());

describe('the line about a request', () => {
  it('tells what was predicted, by which version', async () => {
    const { headers } = await server.graphql(
      `query Both {
        a: predictPlainV1(inputs: [{ x: 1 }, { x: 2 }]) { predictions { y } }
        b: predictPlainV1(inputs: [{ x: 3 }]) { predictions { y } }
        c: predictPlainV1(inputs: [{ x: 1 }], version: "staging") { predictions { y } }
      }`,
    );
    const line = await server.log.request(headers['x-request-id']);
    expect(line).toEqual({
      level: 'info',
      message: 'request',
      timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
      requestId: headers['x-request-id'],
      method: 'POST',
      path: '/graphql',
      status: 200,
      durationMs: expect.any(Number),
      operation: 'Both',
      predictions: [
        { model: 'plain', version: '1.0.0', rows: 3, durationMs: expect.any(Number) },
        { model: 'plain', version: '1.1.0', rows: 1, durationMs: expect.any(Number) },
      ],
    });
  });

  it('tells what went wrong, each thing once', async () => {
    const { headers } = await server.graphql(
      '{ a: modelVersion(name: "x") { id } b: modelVersion(name: "y") { id } }',
    );
    expect(await server.log.request(headers['x-request-id'])).toMatchObject({
      operation: 'query',
      status: 200,
      errors: ['MODEL_NOT_FOUND'],
    });
  });

  it('is there for what never reached GraphQL, without what was in its query', async () => {
    const { headers } = await server.app.inject('/nothing?token=secret');
    const line = await server.log.request(headers['x-request-id']);
    expect(line).toMatchObject({ method: 'GET', path: '/nothing', status: 404 });
    expect(JSON.stringify(server.log.lines)).not.toContain('secret');
  });

  it('is not there for probes', async () => {
    await server.app.inject('/health/ready');
    const { headers } = await server.app.inject('/nothing');
    await server.log.request(headers['x-request-id']);
    expect(server.log.lines.filter(({ message }) => message === 'request')).toHaveLength(1);
  });

  it('is there for probes at level debug', async () => {
    const talkative = await testServer(registry.registry, { logLevel: 'debug' });
    const { headers } = await talkative.app.inject('/health/ready');
    expect(await talkative.log.request(headers['x-request-id'])).toMatchObject({
      level: 'debug',
      path: '/health/ready',
    });
    await talkative.close();
  });

  it('holds the features only where it is told to', async () => {
    const ask = async ({ graphql, app, log }: TestServer) => {
      const query = 'query ($rows: [PlainV1Input!]!) { predictPlainV1(inputs: $rows) { predictions { y } } }';
      const variables = { rows: [{ x: 4.25 }] };
      const { headers } = await graphql(query, variables);
      await app.inject({
        method: 'POST',
        url: '/graphql',
        payload: { query, variables: { rows: [{ x: 99.75 }] } },
      });
      await app.inject({ method: 'POST', url: '/graphql', payload: '{"variables":{"x":77.5},' });
      return { line: await log.request(headers['x-request-id']), variables };
    };
    const { line: silent } = await ask(server);
    expect(silent).not.toHaveProperty('variables');
    expect(JSON.stringify(server.log.lines)).not.toMatch(/4\.25|99\.75|77\.5/);
    const talkative = await testServer(registry.registry, { logFeatures: true });
    const { line, variables } = await ask(talkative);
    expect(line).toMatchObject({ variables });
    await talkative.close();
  });
});
