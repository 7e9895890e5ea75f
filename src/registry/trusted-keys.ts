import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PredictqlError } from '../contract';
import { KeyRefused, keyIdOf, publicKeyOf } from './key-pem';

/** The public keys whose signatures count, by id; see {@link keyIdOf}. */
export type TrustedKeys = ReadonlyMap<string, KeyObject>;

/** How every Ed25519 public key begins in DER (RFC 8410), as base64: the one line inside its PEM file. */
const inlinePrefix = 'MCowBQYDK2VwAyEA';

/**
 * The keys in the value of `PREDICTQL_TRUSTED_KEYS`: separated by commas, each the path of a PEM file, a
 * PEM text, or the base64 line inside one.
 *
 * @returns undefined when the value is empty or not set: then signatures are not asked for
 * @throws PredictqlError `ENVIRONMENT_INVALID` when any of them is not an Ed25519 public key; a registry
 *   that trusts fewer keys than its operator wrote down is as wrong as one that trusts more
 */
export function readTrustedKeys(value: string | undefined): TrustedKeys | undefined {
  if (value === undefined || value === '') return undefined;
  const keys = value.split(',').map((entry, index) => readKey(entry.trim(), index));
  return new Map(keys.map((key) => [keyIdOf(key), key]));
}

function readKey(entry: string, index: number): KeyObject {
  const isInline = entry.startsWith(inlinePrefix) || entry.includes('-----BEGIN ');
  // What stands inline may be a private key by mistake: it is told by its place, never by its text.
  const name = isInline || entry === '' ? `entry ${index + 1}` : entry;
  try {
    return publicKeyOf(isInline ? pemOf(entry) : readFileSync(entry, 'utf8'));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const received = cause instanceof KeyRefused ? cause.message : `a file that cannot be read (${code})`;
    throw new PredictqlError(
      'ENVIRONMENT_INVALID',
      {
        subject: `Environment variable PREDICTQL_TRUSTED_KEYS (${name})`,
        expected: 'be an Ed25519 public key: the path of its PEM file, or the base64 line in it',
        received: entry === '' ? 'nothing between two commas' : received,
        remedy: 'Name the file that predictql keys new wrote beside the private key.',
      },
      { cause },
    );
  }
}

/** PEM of an inline entry; deployment tools often turn line ends into `\n`. */
function pemOf(entry: string): string {
  if (entry.startsWith(inlinePrefix))
    return `-----BEGIN PUBLIC KEY-----\n${entry}\n-----END PUBLIC KEY-----\n`;
  return entry.replaceAll('\\n', '\n');
}
