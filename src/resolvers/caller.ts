import { PredictqlError } from '../contract';

/** What a caller may do: an operator all, a reader read and predict, anonymous what the server opens to all. */
export type Role = 'anonymous' | 'reader' | 'operator';

/** Who sent a request. */
export interface Caller {
  /** For logs and the history of aliases: the name of a key, the subject of a token. */
  readonly name: string;
  readonly role: Role;
}

export const anonymous: Caller = { name: 'anonymous', role: 'anonymous' };

/**
 * @param action - what the caller is about to do, read after "must be an operator to"
 * @throws PredictqlError `UNAUTHENTICATED` without a key, `FORBIDDEN` with one of too little
 */
export function assertOperator({ name, role }: Caller, action: string): void {
  if (role === 'operator') return;
  const isKnown = role !== 'anonymous';
  throw new PredictqlError(isKnown ? 'FORBIDDEN' : 'UNAUTHENTICATED', {
    subject: isKnown ? `Caller ${name}` : 'The request',
    expected: isKnown ? `be an operator to ${action}` : `carry the key of an operator to ${action}`,
    received: isKnown ? `the role ${role}` : 'no key',
    remedy: 'Send the key of an operator as "authorization: Bearer <key>".',
  });
}
