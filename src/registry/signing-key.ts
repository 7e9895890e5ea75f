import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { PredictqlError } from '../contract';
import { KeyRefused, keyIdOf, privateKeyOf } from './key-pem';

/** Signs versions. The private key itself stays inside. */
export interface SigningKey {
  /** See {@link keyIdOf}. */
  readonly keyId: string;
  readonly publicKey: KeyObject;
  /** The Ed25519 signature of the bytes: 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array;
}

/** A new pair of keys as PEM texts. */
export interface KeyPair {
  readonly keyId: string;
  /** Ed25519, PKCS #8, not encrypted. */
  readonly privatePem: string;
  /** SubjectPublicKeyInfo. */
  readonly publicPem: string;
}

/**
 * The private key in a file.
 *
 * @throws PredictqlError `SIGNING_KEY_INVALID` when it cannot be read or holds anything else
 */
export async function readSigningKey(path: string): Promise<SigningKey> {
  let pem: string;
  try {
    pem = await readFile(path, 'utf8');
  } catch (cause) {
    throw invalid(path, `a file that cannot be read (${(cause as NodeJS.ErrnoException).code})`, cause);
  }
  try {
    const privateKey = privateKeyOf(pem);
    const publicKey = createPublicKey(privateKey);
    return { keyId: keyIdOf(publicKey), publicKey, sign: (bytes) => sign(null, bytes, privateKey) };
  } catch (error) {
    if (!(error instanceof KeyRefused)) throw error;
    throw invalid(path, error.message, error);
  }
}

/** Makes a new pair of keys. */
export function newKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    keyId: keyIdOf(publicKey),
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }) as string,
  };
}

function invalid(path: string, received: string, cause: unknown): PredictqlError {
  return new PredictqlError(
    'SIGNING_KEY_INVALID',
    {
      subject: `The signing key ${path}`,
      expected: 'be an unencrypted Ed25519 private key in PEM format',
      received,
      remedy: 'Make one with: predictql keys new --out key.pem.',
    },
    { cause },
  );
}
