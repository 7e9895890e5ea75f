import { PredictqlError } from '../../contract';

/** Of the header `www-authenticate`: how to say who one is. */
export const challenge = 'Bearer realm="predictql"';

/** The refusal of a request of which nobody knows who sent it. */
export function unauthenticated(received: string): PredictqlError {
  return new PredictqlError('UNAUTHENTICATED', {
    subject: 'The request',
    expected: 'carry a valid key',
    received,
    remedy: 'Send one as "authorization: Bearer <key>".',
  });
}
