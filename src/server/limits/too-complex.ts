import { PredictqlError } from '../../contract';

/**
 * The refusal of a document.
 *
 * @param expected - read after "The document must"
 */
export function tooComplex(
  expected: string,
  received: number | 'more',
  remedy = 'Ask for less, or in several requests.',
): PredictqlError {
  const got = typeof received === 'string' || Number.isSafeInteger(received) ? String(received) : 'more';
  return new PredictqlError('QUERY_TOO_COMPLEX', {
    subject: 'The document',
    expected,
    received: got,
    remedy,
  });
}
