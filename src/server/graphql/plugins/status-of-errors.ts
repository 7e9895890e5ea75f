import type { ApolloServerPlugin } from '@apollo/server';
import { challenge } from '../../auth';
import { retryAfterSeconds, statusOfCode } from '../../http/status-of-code';

/**
 * The HTTP status of what GraphQL refused, by the codes of its errors, wherever in GraphQL that was. An
 * answer that has data beside its errors is an answer: 200, but for bad rows and callers.
 */
export function statusOfErrors(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body, http } }) {
          if (body.kind !== 'single' || body.singleResult.errors === undefined) return;
          const { errors, data } = body.singleResult;
          const codes = errors.map(({ extensions }) => String(extensions?.code));
          const status = statusOfCode(codes, data !== undefined && data !== null);
          if (status === undefined) return;
          http.status = status;
          if (status === 401) http.headers.set('www-authenticate', challenge);
          const seconds = retryAfterSeconds(status);
          if (seconds !== undefined) http.headers.set('retry-after', String(seconds));
        },
      };
    },
  };
}
