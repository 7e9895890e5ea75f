import { number } from '../../../src/contract';
import { type TestServer, testServer } from '../../support/test-server';
import { contractOf } from '../../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../../support/tiny-registry';

const plain = contractOf({ features: { area: number({ min: 1 }) } });

let registry: TinyRegistry;
let server: TestServer;

beforeEach(async () => {
  registry = await tinyRegistry();
  await publishTiny(registry.registry, plain, { aliases: ['production'] });
  server = await testServer(registry.registry);
});

afterEach(async () => {
  await server.close();
  await registry.remove();
});

const predict = `query Price($inputs: [PlainV1Input!]!, $withVersion: Boolean! = true) {
  predictPlainV1(inputs: $inputs) {
    modelVersion @include(if: $withVersion) { id }
    ...prices
  }
}
fragment prices on PlainV1Result { predictions { y } }`;

const bare =
  'query Bare($i: [PlainV1Input!]!) { predictPlainV1(inputs: $i) { ...all } } fragment all on PlainV1Result { __typename modelVersion { id } predictions { y } values }';

/** Sends one request four times; the later ones may take the lane. */
async function fourTimes(payload: object, headers: Readonly<Record<string, string>> = {}) {
  const answers = [];
  for (let time = 0; time < 4; time++) {
    const {
      statusCode,
      headers: received,
      body,
    } = await server.app.inject({
      method: 'POST',
      url: '/graphql',
      headers,
      payload,
    });
    const { 'x-request-id': _, date: __, ...rest } = received;
    answers.push({ statusCode, headers: rest, body: body.replace(/"requestId":"[^"]+"/, '') });
  }
  return answers;
}

describe('the express lane', () => {
  it.each([
    ['a prediction', { query: predict, variables: { inputs: [{ area: 5 }] } }],
    ['bare rows', { query: bare, variables: { i: [{ area: 5 }, { area: 6 }] } }],
    ['one bare row for a list', { query: bare, operationName: 'Bare', variables: { i: { area: 5 } } }],
    ['a bare bad row', { query: bare, variables: { i: [{ area: 0 }] } }],
    ['a bare row of a wrong type', { query: bare, variables: { i: [{ area: 'x' }] } }],
    ['a bare row with a stranger', { query: bare, variables: { i: [{ area: 5, __proto__x: 1 }] } }],
    ['no bare rows', { query: bare, variables: { i: [] } }],
    ['a null for bare rows', { query: bare, variables: { i: null } }],
    ['too many bare rows', { query: bare, variables: { i: Array(1001).fill({ area: 5 }) } }],
    ['a directive', { query: predict, variables: { inputs: [{ area: 5 }], withVersion: false } }],
    ['a name', { query: predict, operationName: 'Price', variables: { inputs: { area: 5 } } }],
    ['a wrong name', { query: predict, operationName: 'Other', variables: {} }],
    ['models', { query: '{ models { name versions { version } } none: model(name: "none") { name } }' }],
    [
      'two versions',
      {
        query:
          '{ a: modelVersion(name: "plain") { id } b: modelVersion(name: "plain", version: "1.0.0") { id } }',
      },
    ],
    ['a bad row', { query: predict, variables: { inputs: [{ area: 0 }] } }],
    ['a row of a wrong type', { query: predict, variables: { inputs: [{ area: 'x' }] } }],
    ['no variables', { query: predict }],
    ['variables that are a list', { query: predict, variables: [] }],
    ['an unknown version', { query: '{ predictPlainV1(inputs: [{area: 2}], version: "9.9.9") { values } }' }],
    [
      'a request for versions',
      { query: predict, variables: { inputs: [{ area: 5 }] }, extensions: { modelVersions: true } },
    ],
    ['a mutation', { query: 'mutation { promote(model: "plain", version: "1.0.0") { to } }' }],
    [
      'a fragment that is spread twice',
      {
        query:
          'query($s: Boolean!){ ...A @skip(if:$s) ...A @include(if:$s) } fragment A on Query { models { name } }',
        variables: { s: true },
      },
    ],
    [
      'a condition that is null',
      {
        query: 'query($u: Boolean = true){ models @skip(if:$u) { name } __typename }',
        variables: { u: null },
      },
    ],
    [
      'an error beside data',
      { query: '{ models { name } m: modelVersion(name: "plain", version: "7.0.0") { id } }' },
    ],
    ['a subscription', { query: 'subscription { x }' }],
    ['an empty name', { query: '{ models { name } }', operationName: '' }],
    ['introspection', { query: '{ __typename __schema { queryType { name } } }' }],
  ])('answers %s as Apollo does', async (_, payload) => {
    const [first, ...later] = await fourTimes(payload);
    for (const answer of later) expect(answer).toEqual(first);
  });

  it.each(['application/json', 'application/graphql-response+json', '*/*', 'text/html'])(
    'answers a client that accepts %s as Apollo does',
    async (accept) => {
      const payload = { query: predict, variables: { inputs: [{ area: 5 }] } };
      const [first, ...later] = await fourTimes(payload, { accept });
      for (const answer of later) expect(answer).toEqual(first);
    },
  );

  it('takes no operation for another of which the name and text run together', async () => {
    await fourTimes({ query: 'query\n{ models { name } }' });
    const [{ statusCode }] = await fourTimes({ query: '{ models { name } }', operationName: 'query' });
    expect(statusCode).toBe(400);
  });

  it('refuses subscriptions as the fault of the client', async () => {
    const { status, errors, log } = await server.graphql('subscription { x }').then((answer) => ({
      ...answer,
      log: server.log.lines,
    }));
    expect(status).toBe(400);
    expect(errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('logs what it answers', async () => {
    await fourTimes({ query: predict, variables: { inputs: [{ area: 5 }] } });
    const lines = server.log.lines.filter(({ message }) => message === 'request');
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      expect(line).toMatchObject({ operation: 'Price', predictions: [{ model: 'plain', rows: 1 }] });
    }
  });
});
