import type { ApolloServerPlugin } from '@apollo/server';
import { assertOperator, type RequestContext } from '../../../resolvers';

/**
 * Refuses mutations of anybody but operators, before anything runs. Resolvers ask as well; one that forgets
 * to is no way in.
 */
export function operatorsOnly(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, contextValue: { caller } }) {
          if (operation?.operation === 'mutation') assertOperator(caller, 'change what is served');
        },
      };
    },
  };
}
