import { timingSafeEqual } from 'node:crypto';
import type { Caller } from '../../resolvers';
import { hashOf, type KeyEntry } from './api-key';

/** The keys that a server knows. */
export class ApiKeys {
  readonly #keys: readonly { readonly caller: Caller; readonly hash: Buffer }[];

  constructor(entries: readonly KeyEntry[]) {
    this.#keys = entries.map(({ name, role, hash }) => ({ caller: { name, role }, hash }));
  }

  get size(): number {
    return this.#keys.length;
  }

  /**
   * Whose key it is; undefined when nobody's. Takes as long for each: hashes are compared whole, and all of
   * them, so that time tells neither how much of a guess was right nor whose it nearly was.
   */
  callerOf(key: string): Caller | undefined {
    const hash = hashOf(key);
    let found: Caller | undefined;
    for (const known of this.#keys) if (timingSafeEqual(known.hash, hash)) found = known.caller;
    return found;
  }
}
