import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { PredictqlError, type Violation } from '../contract';

/** Extensions of an error that a request with bad rows gets. */
export interface BadInputExtensions {
  readonly code: 'BAD_USER_INPUT';
  readonly violations: readonly Violation[];
}

/**
 * What a client sees of an error: ours with their code, GraphQL's as they are, and of anything else only
 * that it happened.
 *
 * @param report - hears of errors that the client does not get to see
 */
export function formatGraphqlError(
  formatted: GraphQLFormattedError,
  error: unknown,
  report: (error: unknown) => void,
): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof PredictqlError) {
    return { ...formatted, message: original.message, extensions: extensionsOf(original) };
  }
  // Errors that graphql-js and Apollo make of a bad request have a code; those that a resolver let
  // slip have none, and Apollo calls them internal.
  const isExpected =
    original instanceof GraphQLError && formatted.extensions?.code !== 'INTERNAL_SERVER_ERROR';
  if (isExpected) return formatted;
  report(original);
  return {
    ...formatted,
    message: 'The server failed on this request. Ask its operator, and give the request id.',
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}

function extensionsOf({ code, violations }: PredictqlError): Record<string, unknown> {
  if (code !== 'ROWS_INVALID') return { code };
  return { code: 'BAD_USER_INPUT', violations } satisfies BadInputExtensions;
}
