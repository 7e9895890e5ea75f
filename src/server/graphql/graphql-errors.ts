import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type ErrorCode, PredictqlError, type Violation } from '../../contract';
import { isArgumentError } from '../../resolvers';

/** Extensions of an error that a request with bad rows gets. */
export interface BadInputExtensions {
  readonly code: 'BAD_USER_INPUT';
  readonly violations: readonly Violation[];
}

export const internalErrorCode = 'INTERNAL_SERVER_ERROR';

/** What a client gets to know of an error that is none of its business. */
export const maskedMessage = 'The server failed on this request. Ask its operator, and give the request id.';

/** Codes of our own that are no news to operators: requests that are wrong, and too many of them. */
const causedByClients: ReadonlySet<ErrorCode> = new Set([
  'ROWS_INVALID',
  'MODEL_NOT_FOUND',
  'VERSION_NOT_FOUND',
  'OVERLOADED',
  'REQUEST_ABANDONED',
  'NAME_INVALID',
  'ALIAS_CONFLICT',
  'MAJOR_AMBIGUOUS',
  'ROLLBACK_IMPOSSIBLE',
  'REASON_INVALID',
  'UNAUTHENTICATED',
  'FORBIDDEN',
]);

/** What Apollo says goes on to tell how Apollo is configured. */
const apollosIntrospectionMessage = 'GraphQL introspection is not allowed';

/** Who has to do something about an error. */
export type Concern = 'client' | 'operator' | 'developer';

/** Whom an error concerns: a bad request the client, a broken version the operator, a bug the developer. */
export function concernOf(error: unknown): Concern {
  const original = originalOf(error);
  if (original instanceof PredictqlError) return causedByClients.has(original.code) ? 'client' : 'operator';
  // Errors that graphql-js and Apollo make of a bad request have a code; those that a resolver let slip
  // have none. Some that graphql-js makes while a query runs have none either.
  const isOfGraphql = original instanceof GraphQLError;
  return isOfGraphql && (original.extensions.code !== undefined || isAboutInput(original))
    ? 'client'
    : 'developer';
}

/**
 * What a client sees of an error: ours with their code, GraphQL's as they are, and of anything else only
 * that it happened.
 */
export function formatGraphqlError(
  formatted: GraphQLFormattedError,
  error: unknown,
  { isProduction }: { readonly isProduction: boolean },
): GraphQLFormattedError {
  const original = originalOf(error);
  if (original instanceof PredictqlError) {
    return { ...formatted, message: original.message, extensions: extensionsOf(original) };
  }
  if (concernOf(error) === 'developer') {
    return { ...formatted, message: maskedMessage, extensions: { code: internalErrorCode } };
  }
  if (formatted.message.startsWith(apollosIntrospectionMessage)) {
    const remedy = isProduction ? '' : ' Set PREDICTQL_INTROSPECTION=1 to switch it on.';
    return { ...formatted, message: `Introspection is off.${remedy}` };
  }
  return isAboutInput(original)
    ? { ...formatted, extensions: { ...formatted.extensions, code: 'BAD_USER_INPUT' } }
    : formatted;
}

/** What was thrown: by a resolver, or by a plugin before anything ran. */
export function originalOf(error: unknown): unknown {
  const unwrapped = unwrapResolverError(error);
  return unwrapped instanceof GraphQLError && unwrapped.originalError instanceof PredictqlError
    ? unwrapped.originalError
    : unwrapped;
}

function isAboutInput(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.extensions.code !== undefined) return false;
  return isArgumentError(error.message) || error.message.startsWith('Too many errors processing variables');
}

function extensionsOf({ code, violations }: PredictqlError): Record<string, unknown> {
  if (code !== 'ROWS_INVALID') return { code };
  return { code: 'BAD_USER_INPUT', violations } satisfies BadInputExtensions;
}
