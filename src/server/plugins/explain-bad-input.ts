import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { InputExplainer, RequestContext } from '../../resolvers';
import { rowsInvalid } from '../../runtime';
import type { BadInputExtensions } from '../graphql-errors';

const inputErrors = new Set(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']);

/** Replaces GraphQL's errors about bad rows by one that lists every violation. */
export function explainBadInput(explain: InputExplainer): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, errors, document, request }) {
          if (response.body.kind !== 'single' || errors === undefined || document === undefined) return;
          const result = response.body.singleResult;
          const formatted = result.errors ?? [];
          if (!formatted.some(isUnexplained)) return;
          const explanation = explain({ document, variables: request.variables ?? {} });
          if (explanation === undefined) return;
          const { message } = rowsInvalid(explanation.contract, explanation.violations);
          const extensions = {
            code: 'BAD_USER_INPUT',
            violations: explanation.violations,
          } satisfies BadInputExtensions;
          const others = formatted.filter(
            (error, index) => !isUnexplained(error) || !explanation.covers(errors[index]),
          );
          result.errors = [{ message, extensions: { ...extensions } }, ...others];
        },
      };
    },
  };
}

function isUnexplained({ extensions }: GraphQLFormattedError): boolean {
  return inputErrors.has(String(extensions?.code)) && extensions?.violations === undefined;
}
