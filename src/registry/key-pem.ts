import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** Why a text is not the key that was asked for; read after "got". It never holds any of the text. */
export class KeyRefused extends Error {}

/**
 * The private key in a PEM text, as `predictql keys new` and `openssl genpkey -algorithm ed25519` write it.
 *
 * @throws KeyRefused unless it is one unencrypted Ed25519 private key
 */
export function privateKeyOf(pem: string): KeyObject {
  const label = labelOf(pem);
  if (label === 'ENCRYPTED PRIVATE KEY' || pem.includes('Proc-Type: 4,ENCRYPTED')) {
    throw new KeyRefused('an encrypted private key');
  }
  if (label !== 'PRIVATE KEY') throw new KeyRefused(kindOf(label));
  return assertEd25519(parsed(() => createPrivateKey(pem)));
}

/**
 * The public key in a PEM text.
 *
 * @throws KeyRefused unless it is one Ed25519 public key; node:crypto would take a private one as well
 */
export function publicKeyOf(pem: string): KeyObject {
  const label = labelOf(pem);
  if (label !== 'PUBLIC KEY') throw new KeyRefused(kindOf(label));
  return assertEd25519(parsed(() => createPublicKey(pem)));
}

/** What signatures and people call a key: 32 hexadecimal digits of the SHA-256 of its public half (DER). */
export function keyIdOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 32);
}

function labelOf(pem: string): string | undefined {
  return /-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(pem)?.[1];
}

function kindOf(label: string | undefined): string {
  return label === undefined ? 'a text that is no key in PEM format' : `a PEM labelled ${label}`;
}

function parsed(parse: () => KeyObject): KeyObject {
  try {
    return parse();
  } catch {
    // OpenSSL's reasons are about its own insides, and a key is nothing to quote from.
    throw new KeyRefused('a damaged key');
  }
}

function assertEd25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new KeyRefused(
    `a ${key.type} key for ${key.asymmetricKeyType?.toUpperCase() ?? 'another algorithm'}`,
  );
}
