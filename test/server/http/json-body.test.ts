import type { InjectOptions } from 'fastify';
import { type TestServer, testServer } from '../../support/test-server';
import { contractOf } from '../../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../../support/tiny-registry';

let registry: TinyRegistry;
let server: TestServer;

beforeAll(async () => {
  registry = await tinyRegistry();
  await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
  server = await testServer(registry.registry);
});

afterAll(async () => {
  await server.close();
  await registry.remove();
});

const query = JSON.stringify({ query: '{ models { name } }' });

async function send(payload: string | Buffer, headers: InjectOptions['headers'] = {}) {
  const response = await server.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...headers },
    payload,
  });
  const [error] = response.json().errors ?? [];
  return {
    status: response.statusCode,
    headers: response.headers,
    code: error?.extensions.code,
    message: error?.message,
  };
}

describe('a body', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'application/json; charset="utf-8"',
    'application/json; profile=x; Charset=Utf-8',
  ])('is taken as %s', async (type) => {
    expect((await send(query, { 'content-type': type })).status).toBe(200);
  });

  it.each(['utf-7', 'utf-16', 'utf-16le', 'latin1', '"utf-7"', 'utf8x', ''])(
    'is not taken with the charset %s',
    async (charset) => {
      const got = await send(query, { 'content-type': `application/json; charset=${charset}` });
      expect(got).toMatchObject({
        status: 415,
        code: 'UNSUPPORTED_MEDIA_TYPE',
        message: expect.stringMatching(/must be in UTF-8/),
      });
    },
  );

  it.each(['gzip', 'br', 'deflate', 'gzip, identity', 'GZIP'])(
    'is not taken compressed: %s',
    async (encoding) => {
      expect(await send(query, { 'content-encoding': encoding })).toMatchObject({
        status: 415,
        headers: { 'accept-encoding': 'identity' },
        message: 'The body must not be compressed. Send it without content-encoding.',
      });
    },
  );

  it('is taken with the encoding of nothing', async () => {
    expect((await send(query, { 'content-encoding': 'identity' })).status).toBe(200);
  });

  it('is not taken with bytes that are no UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"query":"{ models { name } }","x":"'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('"}'),
    ]);
    expect(await send(bytes)).toMatchObject({
      status: 400,
      code: 'BAD_REQUEST',
      message: 'The body must be in UTF-8, got bytes that are not.',
    });
  });

  it('is read as UTF-8', async () => {
    const { status, message } = await send(JSON.stringify({ query: '{ model(name: "größe 🏠") { name } }' }));
    expect([status, message]).toEqual([400, expect.stringContaining('größe 🏠')]);
  });

  it.each([
    ['{"query":"{a}","variables":{"x":NaN}}', 'NaN at character 33'],
    ['{"query":"say \\"NaN\\" NaN","variables":{"x":-Infinity}}', '-Infinity at character 45'],
    ['[Infinity]', 'Infinity at character 2'],
  ])('%s is told what JSON does not have', async (text, found) => {
    expect(await send(text)).toMatchObject({
      status: 400,
      message: `The body must be JSON, got ${found}. Send null for a missing value.`,
    });
  });

  it.each(['{"query":"NaN"', '"', '{', 'nul', '{"a":-}', '{"query":"\\'])('%s is no JSON', async (text) => {
    expect(await send(text)).toMatchObject({
      status: 400,
      message: 'Invalid JSON: the body must be an object with a query.',
    });
  });

  it('nests no deeper than rows may', async () => {
    const nested = (depth: number) =>
      JSON.stringify({ query: '{ models { name } }', pad: 'x]'.repeat(40_000) }).replace(
        /}$/,
        `,"variables":{"a":${'['.repeat(depth - 2)}${']'.repeat(depth - 2)}}}`,
      );
    expect((await send(nested(50))).status).toBe(200);
    expect(await send(nested(51))).toMatchObject({
      status: 400,
      message: 'The body must nest at most 50 levels deep.',
    });
  });
});
