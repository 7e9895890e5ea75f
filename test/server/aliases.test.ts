import type { FastifyInstance } from 'fastify';
import { createApiKey } from '../../src/server/auth';
import { type TestServer, testServer } from '../support/test-server';
import { contractOf } from '../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

const ops = createApiKey('ops', 'operator');
const reader = createApiKey('app', 'reader');
let tiny: TinyRegistry;
let server: TestServer;

beforeAll(async () => {
  tiny = await tinyRegistry();
  await publishTiny(tiny.registry, contractOf(), { aliases: ['production'] });
  await publishTiny(tiny.registry, contractOf(), { shift: 1 });
  server = await testServer(tiny.registry, {
    apiKeys: `${ops.entry},${reader.entry}`,
    allowAnonymous: true,
  });
});
afterAll(async () => {
  await server.close();
  await tiny.remove();
});

async function ask(app: FastifyInstance, query: string, key?: string) {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const response = await app.inject({ method: 'POST', url: '/graphql', payload: { query }, headers });
  return response.json();
}

const promotion = 'mutation { promote(model: "plain", version: "1.1.0", expected: "1.0.0") { to by at } }';

describe('aliases over HTTP', () => {
  it('are moved by operators alone', async () => {
    for (const [key, code] of [
      [undefined, 'UNAUTHENTICATED'],
      [reader.key, 'FORBIDDEN'],
    ] as const) {
      const { data, errors } = await ask(server.app, promotion, key);
      expect(data ?? null).toBeNull();
      expect(errors).toEqual([expect.objectContaining({ extensions: { code } })]);
    }
    const { data, errors } = await ask(server.app, promotion, ops.key);
    expect(errors).toBeUndefined();
    expect(data.promote).toEqual({ to: '1.1.0', by: 'ops', at: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(await tiny.registry.resolve('plain', 1, 'production')).toBe('1.1.0');
  });

  it('conflict with a code and a reason', async () => {
    const { errors } = await ask(server.app, promotion, ops.key);
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(
          /^Alias 'production' of plain v1 must point at 1\.0\.0, got 1\.1\.0, where "ops" moved it at /,
        ),
        extensions: { code: 'ALIAS_CONFLICT' },
      }),
    ]);
    expect(server.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('have a history that readers may see', async () => {
    const query =
      '{ aliasHistory(model: "plain") { from to by } aliasAt(model: "plain", time: "2100-01-01T00:00:00Z") { to } }';
    const { data } = await ask(server.app, query, reader.key);
    expect(data).toEqual({
      aliasHistory: [
        { from: '1.0.0', to: '1.1.0', by: 'ops' },
        { from: null, to: '1.0.0', by: 'test' },
      ],
      aliasAt: { to: '1.1.0' },
    });
  });

  it('say which arguments are wrong', async () => {
    const { errors } = await ask(server.app, '{ aliasHistory(model: "../x", limit: 0) { to } }');
    expect(errors[0].extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      violations: [
        { path: ['limit'], constraint: 'min' },
        { path: ['model'], constraint: 'modelName' },
      ],
    });
  });
});
