import type { ApolloServerPlugin } from '@apollo/server';

/** Answers 400 to bad rows wherever they were found; GraphQL alone would say 200 to what a resolver throws. */
export function statusOfErrors(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response }) {
          if (response.body.kind !== 'single' || response.http.status !== undefined) return;
          const { errors = [] } = response.body.singleResult;
          if (errors.some(({ extensions }) => extensions?.code === 'BAD_USER_INPUT'))
            response.http.status = 400;
        },
      };
    },
  };
}
