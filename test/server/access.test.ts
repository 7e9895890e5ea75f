import { createApiKey } from '../../src/server/auth';
import { type TestServer, testServer } from '../support/test-server';
import { contractOf } from '../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

const reader = createApiKey('web', 'reader');
const apiKeys = reader.entry;

let registry: TinyRegistry;
let closed: TestServer;
let open: TestServer;

beforeAll(async () => {
  registry = await tinyRegistry();
  await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
  const production = { isProduction: true, introspection: false, apiKeys };
  closed = await testServer(registry.registry, { ...production, allowAnonymous: false });
  open = await testServer(registry.registry, { ...production, allowAnonymous: true });
});

afterAll(async () => {
  await Promise.all([closed.close(), open.close()]);
  await registry.remove();
});

async function ask({ app }: TestServer, headers: Record<string, string>, query = '{ models { name } }') {
  const response = await app.inject({ method: 'POST', url: '/graphql', headers, payload: { query } });
  const { data, errors = [] } = response.json();
  return { status: response.statusCode, headers: response.headers, data, error: errors[0] };
}

const answered = { models: [{ name: 'plain' }] };

describe('a server that is closed', () => {
  it.each([
    ['authorization', `Bearer ${reader.key}`],
    ['authorization', `bearer  ${reader.key}`],
    ['x-api-key', reader.key],
  ])('takes a key as %s', async (header, value) => {
    expect(await ask(closed, { [header]: value })).toMatchObject({ status: 200, data: answered });
  });

  it('refuses a request without one, and says how to send one', async () => {
    expect(await ask(closed, {})).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer realm="predictql"' },
      error: {
        message: 'The request must carry a valid key, got none. Send one as "authorization: Bearer <key>".',
        extensions: { code: 'UNAUTHENTICATED' },
      },
    });
  });

  it('refuses it before it has read the body', async () => {
    const response = await closed.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: '{"query":',
    });
    expect(response.statusCode).toBe(401);
  });

  it('tells who asked in its log, never with what', async () => {
    const { headers } = await ask(closed, { 'x-api-key': reader.key });
    expect(await closed.log.request(headers['x-request-id'])).toMatchObject({ caller: 'web' });
    const refused = await ask(closed, { 'x-api-key': 'secret' });
    expect(await closed.log.request(refused.headers['x-request-id'])).toMatchObject({
      status: 401,
      errors: ['UNAUTHENTICATED'],
    });
    const log = JSON.stringify(closed.log.lines);
    expect(log).not.toContain(reader.key);
    expect(log).not.toContain('secret');
  });

  it.each(['/', '/health/live', '/health/ready'])('answers %s to everybody', async (url) => {
    expect((await closed.app.inject(url)).statusCode).toBe(200);
  });
});

describe('a server that is open', () => {
  it('answers without a key', async () => {
    expect(await ask(open, {})).toMatchObject({ status: 200, data: answered });
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'that nobody has',
      { authorization: `Bearer ${createApiKey('web', 'reader').key}` },
      'one that is not known',
    ],
    ['that is an entry', { 'x-api-key': reader.entry }, 'one that is not known'],
    ['that looks like a token', { authorization: 'Bearer a.b.c' }, 'one that is not known'],
    ['that is a password', { authorization: 'Basic d2ViOnNlY3JldA==' }, 'something else in its header'],
    ['that is empty', { authorization: 'Bearer ' }, 'something else in its header'],
    ['that is too long', { 'x-api-key': 'x'.repeat(8193) }, 'something else in its header'],
    ['beside another', { authorization: `Bearer ${reader.key}`, 'x-api-key': reader.key }, 'two keys'],
  ])('refuses a key %s all the same', async (_, headers, received) => {
    const { status, error } = await ask(open, headers);
    expect([status, error.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(error.message).toContain(`must carry a valid key, got ${received}.`);
  });
});

describe('the landing page', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer(registry.registry, { introspection: true, apiKeys, allowAnonymous: false });
  });

  afterAll(() => server.close());

  it('is for everybody, because browsers send no keys; what it asks for is not', async () => {
    const headers = { accept: 'text/html' };
    const page = await server.app.inject({ url: '/graphql', headers });
    expect(page.headers['content-type']).toContain('text/html');
    const asked = await server.app.inject({ url: '/graphql?query={__typename}', headers });
    expect(asked.statusCode).toBe(401);
    const posted = await server.app.inject({ method: 'POST', url: '/graphql', headers, payload: {} });
    expect(posted.statusCode).toBe(401);
  });
});

it('a server with keys that are none does not start', async () => {
  await expect(testServer(registry.registry, { apiKeys: 'secret' })).rejects.toMatchObject({
    code: 'ENVIRONMENT_INVALID',
  });
});
