import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

/** The least that an Apollo server can be: one field, no model, no plugin of ours. */
async function main(): Promise<void> {
  const apollo = new ApolloServer({
    typeDefs: 'type Query { answer: Int }',
    resolvers: { Query: { answer: () => 42 } },
  });
  const { url } = await startStandaloneServer(apollo, { listen: { port: 0, host: '127.0.0.1' } });
  console.log(JSON.stringify({ url }));
}

void main();
