import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type ErrorCode, PredictqlError, type Violation } from '../contract';
import { isArgumentError } from '../resolvers';

/** Extensions of an error that a request with bad rows gets. */
export interface BadInputExtensions {
  readonly code: 'BAD_USER_INPUT';
  readonly violations: readonly Violation[];
}

export const internalErrorCode = 'INTERNAL_SERVER_ERROR';

/** What a client gets to know of an error that is none of its business. */
export const maskedMessage = 'The server failed on this request. Ask its operator, and give the request id.';

/** Codes of our own that tell of a request that asks for something else than there is. */
const causedByClients: ReadonlySet<ErrorCode> = new Set([
  'ROWS_INVALID',
  'MODEL_NOT_FOUND',
  'VERSION_NOT_FOUND',
]);

/** Who has to do something about an error. */
export type Concern = 'client' | 'operator' | 'developer';

/** Whom an error concerns: a bad request the client, a broken version the operator, a bug the developer. */
export function concernOf(error: unknown): Concern {
  const original = unwrapResolverError(error);
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
export function formatGraphqlError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof PredictqlError) {
    return { ...formatted, message: original.message, extensions: extensionsOf(original) };
  }
  if (concernOf(error) === 'developer') {
    return { ...formatted, message: maskedMessage, extensions: { code: internalErrorCode } };
  }
  return isAboutInput(original)
    ? { ...formatted, extensions: { ...formatted.extensions, code: 'BAD_USER_INPUT' } }
    : formatted;
}

function isAboutInput(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.extensions.code !== undefined) return false;
  return isArgumentError(error.message) || error.message.startsWith('Too many errors processing variables');
}

function extensionsOf({ code, violations }: PredictqlError): Record<string, unknown> {
  if (code !== 'ROWS_INVALID') return { code };
  return { code: 'BAD_USER_INPUT', violations } satisfies BadInputExtensions;
}
