import { type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { listed, PredictqlError } from '../contract';
import { keyIdOf } from './key-pem';
import type { SigningKey } from './signing-key';
import type { ObjectStore } from './store';
import type { TrustedKeys } from './trusted-keys';

/** Where a version keeps its signature, beside its manifest. */
export const signatureFile = 'signature.json';

const signatureSchema = z.strictObject({
  formatVersion: z.literal(1),
  algorithm: z.literal('ed25519'),
  keyId: z.string().regex(/^[0-9a-f]{32}$/),
  /** Of the bytes of manifest.json as they are, which hold the hashes of all other files. */
  signature: z.base64().length(88),
});

type Signature = z.infer<typeof signatureSchema>;

/** The bytes of the file that signs a manifest. */
export function signatureOf(manifest: Uint8Array, key: SigningKey): Uint8Array {
  const content: Signature = {
    formatVersion: 1,
    algorithm: 'ed25519',
    keyId: key.keyId,
    signature: Buffer.from(key.sign(manifest)).toString('base64'),
  };
  return Buffer.from(`${JSON.stringify(content, undefined, 2)}\n`);
}

/** The bytes of a version's signature file; undefined when it has none. */
export function readSignature(
  store: ObjectStore,
  model: string,
  version: string,
): Promise<Uint8Array | undefined> {
  return store.read(`${model}/${version}/${signatureFile}`);
}

/** What is known of the signature of a version. */
export interface SignatureState {
  /** `damaged`: there is a file that is no signature. `unverified`: no keys are trusted to verify it with. */
  readonly state: 'none' | 'damaged' | 'unverified' | 'verified';
  /** The key that it says it is of. */
  readonly keyId?: string;
}

/**
 * @param signature - bytes of the signature file of a version whose manifest was read
 * @param trusted - the keys that the manifest was held against when it was read
 */
export function stateOf(signature: Uint8Array | undefined, trusted: TrustedKeys | undefined): SignatureState {
  if (signature === undefined) return { state: 'none' };
  const keyId = parse(signature)?.keyId;
  if (keyId === undefined) return { state: 'damaged' };
  return { state: trusted === undefined ? 'unverified' : 'verified', keyId };
}

/**
 * Holds a manifest against its signature.
 *
 * @param signature - bytes of the signature file; undefined when there is none
 * @throws PredictqlError `SIGNATURE_INVALID` unless one of the trusted keys signed these very bytes
 */
export function assertSigned(
  manifest: Uint8Array,
  signature: Uint8Array | undefined,
  trusted: TrustedKeys,
  { model, version }: { readonly model: string; readonly version: string },
): void {
  const fault = faultOf(manifest, signature, trusted);
  if (fault === undefined) return;
  throw new PredictqlError('SIGNATURE_INVALID', {
    subject: `${model}@${version}`,
    expected: `be signed by ${listOf(trusted)}`,
    ...fault,
  });
}

/**
 * A registry that trusts keys takes only what it would read back.
 *
 * @param subject - the new version, for the message
 * @throws PredictqlError `SIGNATURE_INVALID` without a key, or with one that is not trusted
 */
export function assertSignable(subject: string, key: SigningKey | undefined, trusted: TrustedKeys): void {
  if (key !== undefined && trusted.has(key.keyId)) return;
  throw new PredictqlError('SIGNATURE_INVALID', {
    subject: `The new version of ${subject}`,
    expected: `be signed by ${listOf(trusted)}`,
    received: key === undefined ? 'no key' : `key ${key.keyId}`,
    remedy: 'Give the private key of one of them as --sign key.pem.',
  });
}

/** Whether a key signed these very bytes. */
export function isSignedBy(
  manifest: Uint8Array,
  signature: Uint8Array | undefined,
  publicKey: KeyObject,
): boolean {
  return faultOf(manifest, signature, new Map([[keyIdOf(publicKey), publicKey]])) === undefined;
}

function listOf(trusted: TrustedKeys): string {
  return `a key in PREDICTQL_TRUSTED_KEYS (${listed([...trusted.keys()])})`;
}

function faultOf(
  manifest: Uint8Array,
  signature: Uint8Array | undefined,
  trusted: TrustedKeys,
): { readonly received: string; readonly remedy: string } | undefined {
  if (signature === undefined) {
    return { received: 'no signature', remedy: 'Train or import it again with --sign.' };
  }
  const parsed = parse(signature);
  if (parsed === undefined) {
    return { received: `a damaged ${signatureFile}`, remedy: 'Restore the version from a backup.' };
  }
  const key = trusted.get(parsed.keyId);
  if (key === undefined) {
    return {
      received: `a signature of key ${parsed.keyId}`,
      remedy: 'Add the public key of its signer if you trust it, or train it again with --sign.',
    };
  }
  if (verify(null, manifest, key, Buffer.from(parsed.signature, 'base64'))) return undefined;
  return {
    received: `a manifest that is not the one key ${parsed.keyId} signed`,
    remedy: 'It was altered: restore the version from a backup, and find out by whom.',
  };
}

function parse(signature: Uint8Array): Signature | undefined {
  try {
    return signatureSchema.safeParse(JSON.parse(Buffer.from(signature).toString('utf8'))).data;
  } catch {
    // Not JSON: as little a signature as any other text.
    return undefined;
  }
}
