import { type TestServer, testServer } from '../../../support/test-server';
import { contractOf } from '../../../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../../../support/tiny-registry';

let registry: TinyRegistry;
let server: TestServer;

const query = `{
  a: predictPlainV1(inputs: [{ x: 1 }]) { predictions { y } }
  b: predictPlainV1(inputs: [{ x: 2 }]) { predictions { y } }
  c: predictPlainV1(inputs: [{ x: 1 }], version: "1.1.0") { predictions { y } }
}`;

beforeAll(async () => {
  registry = await tinyRegistry();
  await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
  await publishTiny(registry.registry, contractOf(), { shift: 1 });
  server = await testServer(registry.registry);
});

afterAll(async () => {
  await server.close();
  await registry.remove();
});

async function extensionsOf(payload: object): Promise<unknown> {
  return (await server.app.inject({ method: 'POST', url: '/graphql', payload })).json().extensions;
}

it('tells every version that predicted, once, when the request asks for it', async () => {
  const versions = ['1.0.0', '1.1.0'].map((version) => ({ model: 'plain', version }));
  expect(await extensionsOf({ query, extensions: { modelVersions: true } })).toEqual({
    modelVersions: versions,
  });
});

it('does so over GET', async () => {
  const parameters = new URLSearchParams({ query, extensions: '{"modelVersions":true}' });
  const headers = { 'apollo-require-preflight': 'true' };
  const response = await server.app.inject({ url: `/graphql?${parameters.toString()}`, headers });
  expect(response.json().extensions.modelVersions).toHaveLength(2);
});

it('tells none when nothing was predicted', async () => {
  const payload = { query: '{ models { name } }', extensions: { modelVersions: true } };
  expect(await extensionsOf(payload)).toEqual({ modelVersions: [] });
});

it.each([{}, { extensions: {} }, { extensions: { modelVersions: 'yes' } }])(
  'says nothing of it otherwise: %j',
  async (more) => {
    expect(await extensionsOf({ query, ...more })).toBeUndefined();
  },
);
