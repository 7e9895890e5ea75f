import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { buildSchema, createInputExplainer, type RequestContext } from '../resolvers';
import type { Catalog } from '../runtime';
import type { Environment } from './environment';
import { formatGraphqlError } from './graphql-errors';
import type { Logger } from './logging';
import { explainBadInput } from './plugins/explain-bad-input';
import { logRequests } from './plugins/log-requests';
import { statusOfErrors } from './plugins/status-of-errors';

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
): Promise<ApolloServer<RequestContext>> {
  const schema = await buildSchema(catalog.contracts);
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: isProduction,
    stopOnTerminationSignals: false,
    logger,
    formatError: (formatted, error) =>
      formatGraphqlError(formatted, error, (hidden) => logger.error('unexpected error', { error: hidden })),
    plugins: [
      explainBadInput(createInputExplainer(schema, catalog.contracts)),
      statusOfErrors(),
      logRequests(logger),
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
