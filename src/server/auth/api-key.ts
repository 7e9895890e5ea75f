import { createHash, randomBytes } from 'node:crypto';
import { PredictqlError } from '../../contract';
import type { Role } from '../../resolvers';

/** The roles that a key or a token may carry. */
export const keyRoles = ['reader', 'operator'] as const satisfies readonly Role[];
export type KeyRole = (typeof keyRoles)[number];

/** What a server knows of a key: whose it is, and a hash to know it by. */
export interface KeyEntry {
  readonly name: string;
  readonly role: KeyRole;
  /** SHA-256 of the key, 32 bytes. */
  readonly hash: Buffer;
}

/** A key that its owner keeps, and the entry that its server is given. */
export interface NewKey {
  readonly key: string;
  readonly entry: string;
}

/** Tells people and secret scanners what they see. */
const prefix = 'pql_';
const keyBytes = 32;

/** Names stand in logs and in the history of aliases. */
const acceptableName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const acceptableHash = /^[0-9a-f]{64}$/;

/**
 * A new key of 256 random bits.
 *
 * @throws PredictqlError `INPUT_INVALID` when the name is not one
 */
export function createApiKey(name: string, role: KeyRole): NewKey {
  if (!acceptableName.test(name)) {
    throw new PredictqlError('INPUT_INVALID', {
      subject: 'The name of a key',
      expected: 'have up to 64 letters, digits, dots, hyphens or underscores',
      received: JSON.stringify(name.slice(0, 80)),
    });
  }
  const key = `${prefix}${randomBytes(keyBytes).toString('base64url')}`;
  return { key, entry: `${name}:${role}:${hashOf(key).toString('hex')}` };
}

/**
 * The hash that a key is known by. A fast one: slow hashes are for passwords, which can be guessed. 256
 * random bits cannot, however fast the guesses, and a slow hash would let anybody keep the server busy.
 */
export function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** The entry in a text, `name:role:hash`; undefined when it is none. */
export function parseKeyEntry(text: string): KeyEntry | undefined {
  const [name, role, hash, ...rest] = text.split(':');
  const isKnown = keyRoles.some((known) => known === role);
  if (rest.length > 0 || !acceptableName.test(name) || !isKnown || !acceptableHash.test(hash ?? '')) {
    return undefined;
  }
  return { name, role: role as KeyRole, hash: Buffer.from(hash, 'hex') };
}
