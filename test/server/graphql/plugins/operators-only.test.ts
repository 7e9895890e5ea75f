import { ApolloServer, HeaderMap } from '@apollo/server';
import type { Caller } from '../../../../src/resolvers';
import { formatGraphqlError } from '../../../../src/server/graphql/graphql-errors';
import { operatorsOnly } from '../../../../src/server/graphql/plugins/operators-only';
import { statusOfErrors } from '../../../../src/server/graphql/plugins/status-of-errors';
import type { ServerContext } from '../../../../src/server/graphql/server-context';

const change = jest.fn(() => 'changed');
const server = new ApolloServer<ServerContext>({
  typeDefs: 'type Query { read: String } type Mutation { change: String }',
  resolvers: { Query: { read: () => 'read' }, Mutation: { change } },
  formatError: (formatted, error) => formatGraphqlError(formatted, error, { isProduction: true }),
  plugins: [operatorsOnly(), statusOfErrors()],
});

beforeAll(() => server.start());
beforeEach(() => change.mockClear());
afterAll(() => server.stop());

async function ask(query: string, caller: Caller) {
  const { status, headers, body } = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      search: '',
      headers: new HeaderMap([['content-type', 'application/json']]),
      body: { query },
    },
    context: async () => ({ caller }) as ServerContext,
  });
  const { data, errors } = JSON.parse(body.kind === 'complete' ? body.string : '{}');
  return {
    status: status ?? 200,
    headers,
    data,
    code: errors?.[0].extensions.code,
    message: errors?.[0].message,
  };
}

const anonymous: Caller = { name: 'anonymous', role: 'anonymous' };
const reader: Caller = { name: 'web', role: 'reader' };
const operator: Caller = { name: 'ci', role: 'operator' };

describe('a mutation', () => {
  it('runs for an operator', async () => {
    expect(await ask('mutation { change }', operator)).toMatchObject({
      status: 200,
      data: { change: 'changed' },
    });
  });

  it('does not run for nobody', async () => {
    const { status, headers, code, message } = await ask('mutation { change }', anonymous);
    expect([status, code, headers.get('www-authenticate')]).toEqual([
      401,
      'UNAUTHENTICATED',
      'Bearer realm="predictql"',
    ]);
    expect(message).toContain('must carry the key of an operator to change what is served, got no key.');
    expect(change).not.toHaveBeenCalled();
  });

  it('does not run for a reader', async () => {
    const { status, code, message } = await ask('mutation { change }', reader);
    expect([status, code]).toEqual([403, 'FORBIDDEN']);
    expect(message).toContain(
      'Caller web must be an operator to change what is served, got the role reader.',
    );
    expect(change).not.toHaveBeenCalled();
  });
});

it.each([anonymous, reader, operator])('a query runs for %j', async (caller) => {
  expect(await ask('{ read }', caller)).toMatchObject({ status: 200, data: { read: 'read' } });
});
