import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, createInputExplainer } from '../../resolvers';
import type { Catalog } from '../../runtime';
import type { Environment } from '../environment/environment';
import type { Logger } from '../log/logging';
import { CompiledOperations } from './compiled-operations';
import { formatGraphqlError } from './graphql-errors';
import { compileOperations } from './plugins/compile-operations';
import { explainBadInput } from './plugins/explain-bad-input';
import { limitLists } from './plugins/limit-lists';
import { modelVersions } from './plugins/model-versions';
import { noSubscriptions } from './plugins/no-subscriptions';
import { noteOutcome } from './plugins/note-outcome';
import { operatorsOnly } from './plugins/operators-only';
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
export interface GraphqlServer {
  readonly apollo: ApolloServer<ServerContext>;
  readonly schema: GraphQLSchema;
  /** What it has admitted. */
  readonly operations: CompiledOperations;
}

/** Builds the schema of a catalog and starts to answer queries of it. */
export async function startApollo(
  catalog: Catalog,
  { isProduction, introspection }: Environment,
  logger: Logger,
): Promise<GraphqlServer> {
  const schema = await buildSchema(catalog.contracts);
  const operations = new CompiledOperations(schema);
  const apollo = new ApolloServer<ServerContext>({
    schema,
    introspection,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: isProduction,
    stopOnTerminationSignals: false,
    logger,
    formatError: (formatted, error) => formatGraphqlError(formatted, error, { isProduction }),
    plugins: [
      noSubscriptions(),
      operatorsOnly(),
      compileOperations(operations),
      limitLists(),
      explainBadInput(createInputExplainer(catalog.contracts)),
      statusOfErrors(),
      reportErrors(logger),
      noteOutcome(),
      modelVersions(),
      // Wraps every resolver, and predictions are not for caches.
      ApolloServerPluginCacheControlDisabled(),
      introspection
        ? ApolloServerPluginLandingPageLocalDefault({ embed: true, footer: false, document: firstQuery })
        : ApolloServerPluginLandingPageDisabled(),
    ],
  });
  await apollo.start();
  return { apollo, schema, operations };
}
