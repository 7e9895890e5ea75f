import type { AddressInfo } from 'node:net';
import { serverAudits } from 'graphql-http';
import { type TestServer, testServer } from '../support/test-server';
import { contractOf } from '../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

/** Recommendations that Apollo does not follow on purpose: it answers 400 to what it cannot execute. */
const knownWarnings = new Set(['572B', 'FDE2', '7B9B']);

let registry: TinyRegistry;
let server: TestServer;
let url: string;

beforeAll(async () => {
  registry = await tinyRegistry();
  await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
  server = await testServer(registry.registry, { introspection: true });
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}/graphql`;
});

afterAll(async () => {
  await server.close();
  await registry.remove();
});

/** Sends the header against forgery, as clients must that ask by GET. */
function fetchFn(address: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('apollo-require-preflight', '1');
  return fetch(address, { ...init, headers });
}

describe('the specification of GraphQL over HTTP', () => {
  it.each(
    serverAudits({ url: () => url, fetchFn }).map((audit) => [`${audit.id} ${audit.name}`, audit] as const),
  )('%s', async (_, { id, fn }) => {
    const result = await fn();
    const expected = knownWarnings.has(id) ? 'warn' : 'ok';
    const reason = result.status === 'ok' ? undefined : result.reason;
    expect({ status: result.status, reason }).toMatchObject({ status: expected });
  });
});
