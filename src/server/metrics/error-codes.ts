import { ApolloServerErrorCode } from '@apollo/server/errors';
import { errorCatalogue } from '../../contract';
import { httpErrorCodes } from '../http/http-errors';

const known: ReadonlySet<string> = new Set([
  ...Object.keys(errorCatalogue),
  ...Object.values(ApolloServerErrorCode),
  ...httpErrorCodes,
]);

/** The label of an error: its code when it is one of ours, of GraphQL's or of HTTP's, else `OTHER`. */
export function errorLabel(code: string): string {
  return known.has(code) ? code : 'OTHER';
}
