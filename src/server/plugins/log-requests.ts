import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../../resolvers';
import type { Logger } from '../logging';

/** One line per request: who asked, which versions answered how many rows, how long it took, what failed. */
export function logRequests(logger: Logger): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      const started = performance.now();
      return {
        async willSendResponse({ contextValue, response, operationName, operation }) {
          const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
          logger.info('request', {
            requestId: contextValue.requestId,
            operation: operationName ?? operation?.operation,
            predictions: contextValue.predictions.map((event) => ({
              ...event,
              durationMs: rounded(event.durationMs),
            })),
            durationMs: rounded(performance.now() - started),
            ...(errors.length > 0 && { errors: errors.map(({ extensions }) => extensions?.code) }),
          });
        },
      };
    },
  };
}

/** Microseconds are the finest that means something here. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
