import { type TestServer, testServer } from '../support/test-server';
import { contractOf } from '../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

let registry: TinyRegistry;
let server: TestServer;

beforeAll(async () => {
  registry = await tinyRegistry();
  for (let version = 0; version < 3; version++) {
    await publishTiny(registry.registry, contractOf(), { shift: version, aliases: ['production'] });
  }
  server = await testServer(registry.registry, { isProduction: true, introspection: false });
});

afterAll(async () => {
  await server.close();
  await registry.remove();
});

const repeated = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

describe('in production', () => {
  // The first ones as public scanners send them.
  it.each<[string, string, RegExp]>([
    ['101 aliases', `{ ${repeated(101, (index) => `alias${index}:__typename`)} }`, /50 aliases/],
    ['a field 500 times', `{ ${repeated(500, () => '__typename')} }`, /400 fields/],
    ['a directive ten times', '{ __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }', /4 directives in one place/],
    [
      '40,000 aliases',
      `{ ${repeated(40_000, (index) => `a${index}:__typename`)} }`,
      /4000 tokens|characters/,
    ],
    ['100 levels', `${'{ models { versions { model '.repeat(33)}{ name }${'}}}'.repeat(33)}`, /25 levels/],
    ['1,000 levels', `${'{a'.repeat(1000)}${'}'.repeat(1000)}`, /25 levels/],
    ['100,000 lists', `{ a(b: ${'['.repeat(100_000)}) }`, /20 levels deep in arguments/],
    [
      'a bomb of fragments',
      `{ ...F0 } ${repeated(20, (level) => `fragment F${level} on Query { ...F${level + 1} ...F${level + 1} }`)} fragment F20 on Query { a: __typename }`,
      /50 aliases, got 1048576/,
    ],
    [
      '10,000 fragments',
      `{ a } ${repeated(10_000, (index) => `fragment F${index} on Query { a }`)}`,
      /4000 tokens|characters/,
    ],
    ['1,000 directives', `{ ${repeated(1000, () => 'a @b')} }`, /50 directives/],
    [
      'versions of models of versions',
      `{ models { ${'versions { model { '.repeat(11)} name ${'}}'.repeat(11)} } }`,
      /100000 values/,
    ],
  ])('%s are refused', async (_, query, message) => {
    const { status, data, errors, headers } = await server.graphql(query);
    expect([status, data]).toEqual([400, undefined]);
    expect(errors).toEqual([
      { message: expect.stringMatching(message), extensions: { code: 'QUERY_TOO_COMPLEX' } },
    ]);
    expect(await server.log.request(headers['x-request-id'])).toMatchObject({
      errors: ['QUERY_TOO_COMPLEX'],
    });
  });

  it.each<[string, string]>([
    ['fragments in a circle', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
    ['a field that is nearly one', '{ model { name } modls { name } }'],
    ['an argument that is nearly one', '{ model(nam: "x") { name } }'],
    ['what is no GraphQL', 'qwerty cop { abc }'],
    ['introspection', '{ __schema { types { name } } }'],
    ['introspection of a type', '{ __type(name: "Query") { fields { name } } }'],
    ['a mutation that is not there', 'mutation { promote(name: "x") { version } }'],
    ['a subscription', 'subscription { models { name } }'],
  ])('%s tell nothing of the server', async (_, query) => {
    const { status, errors, text } = await server.graphql(query);
    expect(status).toBeLessThan(500);
    expect(errors.length).toBeGreaterThan(0);
    expect(text).not.toMatch(
      /did you mean|apollo|graphql-js|node_modules|stack|exception|\.js|\.ts|"models"/i,
    );
  });

  it('answers carry no name and no number of what made them', async () => {
    for (const url of ['/', '/health/live', '/nothing', '/graphiql', '/playground', '/console', '/graphql']) {
      const { headers, body } = await server.app.inject({ url, headers: { accept: 'text/html' } });
      expect(Object.keys(headers)).not.toContain('server');
      expect(Object.keys(headers)).not.toContain('x-powered-by');
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' });
      expect(body).not.toMatch(/<html|graphiql\b.*script|fastify/i);
    }
  });

  it('a host that is none is no matter', async () => {
    const { statusCode, body } = await server.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { host: '<a b>' },
      payload: { query: '{ __typename }' },
    });
    expect([statusCode, JSON.parse(body)]).toEqual([200, { data: { __typename: 'Query' } }]);
  });

  it('a mutation does not come by GET', async () => {
    const { statusCode, headers } = await server.app.inject({
      url: `/graphql?query=${encodeURIComponent('mutation { __typename }')}`,
      headers: { 'apollo-require-preflight': '1' },
    });
    expect([statusCode, headers['content-type']]).toEqual([
      expect.any(Number),
      expect.stringContaining('json'),
    ]);
    expect([400, 405]).toContain(statusCode);
  });

  it('a path of 10 KB is refused', async () => {
    const { statusCode, json } = await server.app.inject(`/graphql?query=${'a'.repeat(10_000)}`);
    expect([statusCode, json().errors[0].extensions.code]).toEqual([414, 'URI_TOO_LONG']);
  });

  it.each(['TRACE', 'SEARCH', 'PROPFIND'])('%s is refused', async (method) => {
    const { statusCode, body } = await server.app.inject({ method: method as 'GET', url: '/graphql' });
    expect([400, 405]).toContain(statusCode);
    expect(JSON.parse(body).errors).toHaveLength(1);
  });
});

describe('what is legitimate', () => {
  it('passes: a thousand rows in the document', async () => {
    const rows = repeated(1000, (index) => `{ x: ${index / 100} }`);
    const { status, data } = await server.graphql(
      `{ predictPlainV1(inputs: [${rows}]) { predictions { y } } }`,
    );
    expect([status, data.predictPlainV1.predictions.length]).toEqual([200, 1000]);
  });

  it('passes: fifty aliases, all there is to know', async () => {
    const { status } = await server.graphql(
      `{ ${repeated(50, (index) => `a${index}: model(name: "plain") { name }`)} }`,
    );
    expect(status).toBe(200);
    const all = `{ models { name title description task
      contracts { major query deprecationReason target { name } features { name source kind graphqlType description unit nullable min max earliest latest missingValues categories { name value } } }
      versions { id version createdAt aliases model { name } contract { major } artifact { sha256 } training { estimator } assessment { metrics { name value } } }
      aliases { alias version } } }`;
    expect((await server.graphql(all)).errors).toEqual([]);
  });
});
