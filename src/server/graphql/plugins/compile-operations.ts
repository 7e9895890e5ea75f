import type { ApolloServerPlugin } from '@apollo/server';
import type { CompiledOperations } from '../compiled-operations';

/** Takes note of every operation that passed Apollo's checks, so that the express lane may run it. */
export function compileOperations(operations: CompiledOperations): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ source, document, request }) {
          operations.admit(source, document, request.operationName);
        },
      };
    },
  };
}
