import { type TestServer, testServer } from '../../support/test-server';
import { contractOf } from '../../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../../support/tiny-registry';

const origin = 'https://app.example';

let registry: TinyRegistry;
let closed: TestServer;
let shared: TestServer;

beforeAll(async () => {
  registry = await tinyRegistry();
  await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
  closed = await testServer(registry.registry);
  shared = await testServer(registry.registry, { corsOrigins: [origin, 'http://localhost:3000'] });
});

afterAll(async () => {
  await Promise.all([closed.close(), shared.close()]);
  await registry.remove();
});

async function preflight({ app }: TestServer, from: string) {
  const { statusCode, headers } = await app.inject({
    method: 'OPTIONS',
    url: '/graphql',
    headers: {
      origin: from,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    },
  });
  return { status: statusCode, allowed: headers['access-control-allow-origin'], headers };
}

async function post({ app }: TestServer, from: string) {
  const { headers } = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { origin: from },
    payload: { query: '{ __typename }' },
  });
  return headers['access-control-allow-origin'];
}

describe('pages of other origins', () => {
  it('may not ask unless they are named', async () => {
    expect(await preflight(closed, origin)).toMatchObject({ status: 400, allowed: undefined });
    expect(await post(closed, origin)).toBeUndefined();
    expect((await preflight(shared, 'https://other.example')).allowed).toBeUndefined();
    expect(await post(shared, 'https://other.example')).toBeUndefined();
    expect(await post(shared, 'https://app.example.evil.example')).toBeUndefined();
  });

  it('may ask where they are named, with a key', async () => {
    const { status, allowed, headers } = await preflight(shared, origin);
    expect([status, allowed]).toEqual([204, origin]);
    expect(headers['access-control-allow-headers']).toContain('authorization');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    expect(headers.vary).toContain('Origin');
    expect(await post(shared, origin)).toBe(origin);
  });
});
