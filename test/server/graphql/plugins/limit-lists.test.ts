import { ApolloServer } from '@apollo/server';
import { GraphQLScalarType, Kind } from 'graphql';
import { formatGraphqlError } from '../../../../src/server/graphql/graphql-errors';
import { limitLists } from '../../../../src/server/graphql/plugins/limit-lists';
import type { ServerContext } from '../../../../src/server/graphql/server-context';

const read = jest.fn((value: unknown) => value);
const server = new ApolloServer<ServerContext>({
  typeDefs: 'scalar Row type Query { predict(inputs: [Row!]!): Int }',
  resolvers: {
    Row: new GraphQLScalarType({
      name: 'Row',
      parseValue: read,
      parseLiteral: ({ kind }) => kind === Kind.INT,
    }),
    Query: { predict: (_: unknown, { inputs }: { inputs: unknown[] }) => inputs.length },
  },
  formatError: (formatted, error) => formatGraphqlError(formatted, error, { isProduction: true }),
  plugins: [limitLists()],
});

beforeAll(() => server.start());
beforeEach(() => read.mockClear());
afterAll(() => server.stop());

async function ask(rows: number) {
  const { body } = await server.executeOperation(
    { query: 'query ($rows: [Row!]!) { predict(inputs: $rows) }', variables: { rows: Array(rows).fill(1) } },
    { contextValue: { maxRows: 3 } as ServerContext },
  );
  return body.kind === 'single' ? body.singleResult : undefined;
}

it('lets as many rows pass as there may be', async () => {
  expect(await ask(3)).toEqual({ data: { predict: 3 } });
});

it('refuses more before GraphQL looks at one', async () => {
  expect((await ask(4))?.errors).toEqual([
    {
      message: "Variable 'rows' must have at most 3 rows, got 4. Send them in several requests.",
      extensions: {
        code: 'BAD_USER_INPUT',
        violations: [expect.objectContaining({ path: ['rows'], constraint: 'maxItems', received: '4' })],
      },
    },
  ]);
  expect(read).not.toHaveBeenCalled();
});
