import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../../../resolvers';
import type { Logger } from '../../log/logging';
import { concernOf, internalErrorCode, originalOf } from '../graphql-errors';

/**
 * Logs what clients do not get to see or cannot help, under the request id that they can quote: a bug with
 * its stack, a broken version with its reason.
 */
export function reportErrors(logger: Logger): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue: { requestId } }) {
          // What fails under one alias fails under the next: one line is enough.
          const reported = new Set<string>();
          for (const error of errors) {
            const concern = concernOf(error);
            if (concern === 'client' || reported.has(error.message)) continue;
            reported.add(error.message);
            const title = concern === 'operator' ? 'request failed' : 'unexpected error';
            logger.error(title, { requestId, error: originalOf(error) });
          }
        },
        async willSendResponse({ response, contextValue: { requestId } }) {
          if (response.body.kind !== 'single') return;
          const result = response.body.singleResult;
          if (result.errors === undefined) return;
          result.errors = result.errors.map((error) =>
            error.extensions?.code === internalErrorCode
              ? { ...error, extensions: { ...error.extensions, requestId } }
              : error,
          );
        },
      };
    },
    async unexpectedErrorProcessingRequest({ requestContext, error }) {
      logger.error('unexpected error', { requestId: requestContext.contextValue.requestId, error });
    },
  };
}
