import { PredictqlError, shown } from '../contract';

const longestReason = 500;

/** Control characters, and those that hide text or turn its direction on a screen. */
const notPlain = /[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/**
 * A reason is shown in terminals and in answers, where a line end or an escape sequence could pass for
 * something else.
 *
 * @throws PredictqlError `REASON_INVALID`
 */
export function assertReason(reason: string): void {
  if (reason.trim() !== '' && reason.length <= longestReason && !notPlain.test(reason)) return;
  throw new PredictqlError('REASON_INVALID', {
    subject: 'The reason of a move',
    expected: `be one line of text, ${longestReason} characters at most`,
    received: reason.length > longestReason ? `${reason.length} characters` : shown(reason),
    remedy: 'Shorten it, or leave it out.',
  });
}
