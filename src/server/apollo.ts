import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { buildSchema, createInputExplainer } from '../resolvers';
import type { Catalog } from '../runtime';
import type { Environment } from './environment';
import { formatGraphqlError } from './graphql-errors';
import type { Logger } from './logging';
import { explainBadInput } from './plugins/explain-bad-input';
import { noteOutcome } from './plugins/note-outcome';
import { reportErrors } from './plugins/report-errors';
import { statusOfErrors } from './plugins/status-of-errors';
import type { ServerContext } from './server-context';

const firstQuery = `# What is served here, and what it takes:
query Models {
  models {
    name
    title
    contracts {
      query
      features { name graphqlType nullable description unit }
    }
  }
}
`;

/** The GraphQL side of the server, started and ready to be mounted. */
export async function startApollo(
  catalog: Catalog,
  { isProduction, introspection }: Environment,
  logger: Logger,
): Promise<ApolloServer<ServerContext>> {
  const schema = await buildSchema(catalog.contracts);
  const apollo = new ApolloServer<ServerContext>({
    schema,
    introspection,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: isProduction,
    stopOnTerminationSignals: false,
    logger,
    formatError: formatGraphqlError,
    plugins: [
      explainBadInput(createInputExplainer(catalog.contracts)),
      statusOfErrors(),
      reportErrors(logger),
      noteOutcome(),
      // Wraps every resolver, and predictions are not for caches.
      ApolloServerPluginCacheControlDisabled(),
      introspection
        ? ApolloServerPluginLandingPageLocalDefault({ embed: true, footer: false, document: firstQuery })
        : ApolloServerPluginLandingPageDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}
