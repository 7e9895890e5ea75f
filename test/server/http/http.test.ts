import type { InjectOptions } from 'fastify';
import { type TestServer, testServer } from '../../support/test-server';
import { contractOf } from '../../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../../support/tiny-registry';

let registry: TinyRegistry;
let development: TestServer;
let production: TestServer;
let opened: TestServer;

beforeAll(async () => {
  registry = await tinyRegistry();
  await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
  development = await testServer(registry.registry);
  const isProduction = { isProduction: true, introspection: false };
  production = await testServer(registry.registry, isProduction);
  opened = await testServer(registry.registry, { ...isProduction, introspection: true });
});

afterAll(async () => {
  await Promise.all([development.close(), production.close(), opened.close()]);
  await registry.remove();
});

const json = { 'content-type': 'application/json' };
const models = { query: '{ models { name } }' };
const introspection = { query: '{ __schema { queryType { name } } }' };

async function answer(options: InjectOptions | string, { app } = development) {
  const response = await app.inject(options);
  const isJson = String(response.headers['content-type']).includes('json') && response.body !== '';
  const [error] = isJson ? (response.json().errors ?? []) : [];
  return { status: response.statusCode, headers: response.headers, body: response.body, error };
}

const post = (payload: unknown, headers: Record<string, string> = json): InjectOptions => ({
  method: 'POST',
  url: '/graphql',
  headers,
  payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
});

describe('what never reaches GraphQL', () => {
  it.each<[string, InjectOptions, number, string, RegExp]>([
    [
      'another path',
      { url: '/nothing?secret=1' },
      404,
      'NOT_FOUND',
      /^GET "\/nothing" is not served\. Ask \/graphql\.$/,
    ],
    ['a long path', { url: `/${'x'.repeat(500)}` }, 404, 'NOT_FOUND', /^GET "\/x{78}… is not served/],
    ['another method', { url: '/health/ready', method: 'DELETE' }, 405, 'METHOD_NOT_ALLOWED', /Use GET\.$/],
    ['another method for the root', { url: '/', method: 'POST' }, 405, 'METHOD_NOT_ALLOWED', /Use GET\.$/],
    ['a path that is no URL', { url: '/%zz' }, 400, 'BAD_REQUEST', /not a valid url/],
    ['JSON that does not end', post('{"query":'), 400, 'BAD_REQUEST', /Invalid JSON/],
    ['an empty body', post(''), 400, 'BAD_REQUEST', /[Bb]ody/],
    [
      'JSON that would change prototypes',
      post('{"query":"{models{name}}","__proto__":{"a":1}}'),
      400,
      'BAD_REQUEST',
      /./,
    ],
    [
      'a body that is too large',
      post({ query: 'x'.repeat(9_000_000) }),
      413,
      'PAYLOAD_TOO_LARGE',
      /at most 8388608 bytes/,
    ],
    [
      'text',
      post('{ models { name } }', { 'content-type': 'text/plain' }),
      400,
      'BAD_REQUEST',
      /Cross-Site Request Forgery/,
    ],
    [
      'GraphQL',
      post('{ models { name } }', { 'content-type': 'application/graphql' }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      /./,
    ],
    [
      'a form',
      post('query=x', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      /./,
    ],
    ['JSON that is no request', post('"text"'), 400, 'BAD_REQUEST', /POST body missing/],
    ['no query', post({ variables: {} }), 400, 'BAD_REQUEST', /non-empty `query`/],
    ['variables that are no object', post({ ...models, variables: [1] }), 400, 'BAD_REQUEST', /`variables`/],
    ['a batch', post([models, models]), 400, 'BAD_REQUEST', /batching disabled/],
    [
      'GET without the header against forgery',
      { url: '/graphql?query={models{name}}' },
      400,
      'BAD_REQUEST',
      /Cross-Site Request Forgery/,
    ],
  ])('%s is refused in JSON', async (_, options, status, code, message) => {
    const { log, app } = development;
    const got = await answer(options);
    expect([got.status, got.error.extensions.code]).toEqual([status, code]);
    expect(got.error.message).toMatch(message);
    expect(Object.keys(got.error).toSorted()).toEqual(['extensions', 'message']);
    expect(got.body).not.toContain(process.cwd());
    expect(app.server.listening).toBe(false);
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'] as const)(
    '%s /graphql names the methods there are',
    async (method) => {
      const { status, headers } = await answer({
        method,
        url: '/graphql',
        headers: { 'apollo-require-preflight': '1' },
      });
      expect([status, headers.allow]).toEqual([405, 'GET, POST']);
    },
  );

  it('names the methods of other paths', async () => {
    expect((await answer({ method: 'PUT', url: '/health/live' })).headers.allow).toBe('GET');
  });
});

describe('GET', () => {
  it('answers queries that carry the header', async () => {
    const query = 'query($i:[PlainV1Input!]!){predictPlainV1(inputs:$i){predictions{y}}}';
    const variables = JSON.stringify({ i: [{ x: 5 }] });
    const url = `/graphql?query=${encodeURIComponent(query)}&variables=${encodeURIComponent(variables)}`;
    const { status, body } = await answer({ url, headers: { 'apollo-require-preflight': '1' } });
    expect(status).toBe(200);
    expect(JSON.parse(body).data.predictPlainV1.predictions).toHaveLength(1);
  });
});

describe('the request id', () => {
  it('is the one of the caller', async () => {
    const { headers } = await answer({ ...post(models), headers: { ...json, 'x-request-id': 'abc-1.2_3' } });
    expect(headers['x-request-id']).toBe('abc-1.2_3');
  });

  it.each(['two words', 'a'.repeat(129), '<script>', ''])('is a new one instead of %p', async (given) => {
    const { headers } = await answer({ url: '/health/live', headers: { 'x-request-id': given } });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  });

  it('stands on refusals too', async () => {
    const { headers } = await answer({ url: '/nothing', headers: { 'x-request-id': 'mine' } });
    expect(headers['x-request-id']).toBe('mine');
  });
});

describe('the landing page', () => {
  const page = { url: '/graphql', headers: { accept: 'text/html' } };

  it('is a sandbox in development, to which the root leads', async () => {
    const root = await answer('/');
    expect([root.status, root.headers.location]).toEqual([302, '/graphql']);
    const { status, headers, body } = await answer(page);
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/html/);
    expect(body).toContain('<!DOCTYPE html>');
    expect(body).toContain('embeddable-sandbox');
  });

  it('is not there in production', async () => {
    expect((await answer(page, production)).status).toBe(400);
    const root = await answer('/', production);
    expect([root.status, JSON.parse(root.body)]).toEqual([
      200,
      { graphql: '/graphql', health: '/health/ready' },
    ]);
  });

  it('is there in production where it is asked for', async () => {
    expect((await answer(page, opened)).body).toContain('embeddable-sandbox');
  });
});

describe('in production', () => {
  it('introspection is refused', async () => {
    const { status, error } = await answer(post(introspection), production);
    expect([status, error.extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect(error.message).toBe('Introspection is off.');
  });

  it('introspection that is off in development tells how to switch it on', async () => {
    const closed = await testServer(registry.registry, { introspection: false });
    const { error } = await answer(post(introspection), closed);
    expect(error.message).toBe('Introspection is off. Set PREDICTQL_INTROSPECTION=1 to switch it on.');
    await closed.close();
  });

  it('introspection is answered where it is asked for', async () => {
    expect((await answer(post(introspection), opened)).status).toBe(200);
    expect((await answer(post(introspection))).status).toBe(200);
  });

  it('errors do not say what the schema has', async () => {
    const misspelt = post({ query: '{ modls { name } }' });
    expect((await answer(misspelt)).error.message).toContain('Did you mean "models"');
    expect((await answer(misspelt, production)).error.message).not.toContain('models');
  });

  it('a policy keeps browsers from loading anything', async () => {
    const { headers } = await answer(post(models), production);
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('probes', () => {
  it('say that the process lives and can predict', async () => {
    const live = await answer('/health/live');
    expect([live.status, JSON.parse(live.body), live.headers['cache-control']]).toEqual([
      200,
      { status: 'alive' },
      'no-store',
    ]);
    const ready = await answer('/health/ready');
    expect([ready.status, JSON.parse(ready.body)]).toEqual([
      200,
      { status: 'ready', models: { plain: ['1.0.0'] }, unusable: [], fallbacks: [] },
    ]);
  });
});
