import type { ApolloServerPlugin } from '@apollo/server';
import type { ServerContext } from '../server-context';

/** Tells the request log what was asked for and how it went. */
export function noteOutcome(): ApolloServerPlugin<ServerContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue: { outcome }, response, operationName, operation }) {
          const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
          outcome.operation = operationName ?? operation?.operation;
          outcome.errors = [...new Set(errors.map(({ extensions }) => String(extensions?.code)))];
        },
      };
    },
  };
}
