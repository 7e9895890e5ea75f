import type { ApolloServerPlugin } from '@apollo/server';
import { type GraphQLFormattedError, getLocation } from 'graphql';
import { mostViolations } from '../../../contract';
import { type InputExplainer, type InputExplanation, type RequestContext } from '../../../resolvers';
import { rowsInvalid } from '../../../runtime';
import type { BadInputExtensions } from '../graphql-errors';
import { ListTooLong } from './limit-lists';

const inputErrors = new Set(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']);

/** Replaces GraphQL's errors about bad rows by one for each predict query, which lists every violation. */
export function explainBadInput(explain: InputExplainer): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, errors, document, request, contextValue }) {
          if (response.body.kind !== 'single' || errors === undefined || document === undefined) return;
          const result = response.body.singleResult;
          const formatted = result.errors ?? [];
          if (!formatted.some(isAboutInput)) return;
          const { operationName, variables = {} } = request;
          const { maxRows } = contextValue;
          const explanations = explain({ document, operationName, variables, maxRows });
          const explained = explanations.map((explanation) => {
            // A version that looked at its rows itself knows them best.
            const own = formatted.find(
              (error) => hasViolations(error) && error.path?.[0] === explanation.key,
            );
            return own ?? formattedOf(explanation);
          });
          const others = formatted.filter(
            (error, index) =>
              !explained.includes(error) &&
              !(isAboutInput(error) && explanations.some(({ covers }) => covers(errors[index]))) &&
              !(errors[index] instanceof ListTooLong && explanations.length > 0),
          );
          result.errors = withinLimit([...explained, ...others]);
        },
      };
    },
  };
}

function formattedOf({ contract, key, field: { loc }, violations }: InputExplanation): GraphQLFormattedError {
  return {
    message: rowsInvalid(contract, violations).message,
    ...(loc && { locations: [getLocation(loc.source, loc.start)] }),
    path: [key],
    extensions: { code: 'BAD_USER_INPUT', violations } satisfies BadInputExtensions,
  };
}

/** Many aliases, each with its own list, shall not make an answer a thousand times as long as its request. */
function withinLimit(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  let room = mostViolations;
  return errors.map((error) => {
    if (!hasViolations(error)) return error;
    const { violations } = error.extensions;
    const kept = violations.slice(0, Math.max(1, room));
    room -= kept.length;
    return kept.length === violations.length
      ? error
      : { ...error, extensions: { ...error.extensions, violations: kept } };
  });
}

function isAboutInput({ extensions }: GraphQLFormattedError): boolean {
  return inputErrors.has(String(extensions?.code));
}

function hasViolations(
  error: GraphQLFormattedError,
): error is GraphQLFormattedError & { readonly extensions: BadInputExtensions } {
  return error.extensions?.violations !== undefined;
}
