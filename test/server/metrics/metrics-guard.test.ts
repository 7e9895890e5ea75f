import { readEnvironment } from '../../../src/server';
import { createApiKey } from '../../../src/server/auth';
import { type TestServer, testServer } from '../../support/test-server';
import { contractOf } from '../../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../../support/tiny-registry';

const metricsToken = 'a-token-for-metrics';
const reader = createApiKey('grafana', 'reader');

let registry: TinyRegistry;
let server: TestServer;

beforeAll(async () => {
  registry = await tinyRegistry();
  await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
});

afterEach(() => server.close());
afterAll(() => registry.remove());

const statusWith = async (authorization?: string) =>
  (await server.app.inject({ url: '/metrics', headers: authorization ? { authorization } : {} })).statusCode;

it('lets anybody read in development', async () => {
  server = await testServer(registry.registry);
  expect(await statusWith()).toBe(200);
});

it('lets only its bearer read once there is a token', async () => {
  server = await testServer(registry.registry, { metricsToken });
  expect(await statusWith()).toBe(401);
  expect(await statusWith('Bearer another-token')).toBe(401);
  expect(await statusWith(`Bearer ${metricsToken}`)).toBe(200);
});

describe('in production', () => {
  it('lets nobody read without a key, even where anybody may predict', async () => {
    server = await testServer(registry.registry, { isProduction: true, allowAnonymous: true });
    const { statusCode, headers, body } = await server.app.inject('/metrics');
    expect(statusCode).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer realm="predictql"');
    expect(JSON.parse(body).errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  it('takes the token and the keys of the server', async () => {
    const options = { isProduction: true, allowAnonymous: false, apiKeys: reader.entry, metricsToken };
    server = await testServer(registry.registry, options);
    expect(await statusWith(`Bearer ${metricsToken}`)).toBe(200);
    expect(await statusWith(`Bearer ${reader.key}`)).toBe(200);
    expect(await statusWith(`Bearer ${createApiKey('stranger', 'reader').key}`)).toBe(401);
    expect(await statusWith('Basic abc')).toBe(401);
  });

  it('does not take the token for anything else', async () => {
    const options = { isProduction: true, allowAnonymous: false, apiKeys: reader.entry, metricsToken };
    server = await testServer(registry.registry, options);
    const { statusCode } = await server.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${metricsToken}` },
      payload: { query: '{ __typename }' },
    });
    expect(statusCode).toBe(401);
  });
});

it('wants a token that nobody guesses', () => {
  expect(() => readEnvironment({ PREDICTQL_METRICS_TOKEN: 'short' })).toThrow(
    'Environment variable PREDICTQL_METRICS_TOKEN must have 16 to 1024 characters without spaces, got "short".',
  );
  expect(readEnvironment({ PREDICTQL_METRICS_TOKEN: metricsToken })).toMatchObject({ metricsToken });
});
