import { generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  FileStore,
  type KeyPair,
  newKeyPair,
  openRegistry,
  Registry,
  readSigningKey,
  readTrustedKeys,
  type SigningKey,
} from '../../src/registry';
import { draftOf } from './drafts';
import { useTemporaryFolder } from './temporary-folder';

const folder = useTemporaryFolder();
const at = (...names: string[]) => join(folder(), 'registry', 'house-price', ...names);
const production = { model: 'house-price', major: 1, alias: 'production', by: 'ann' };

interface Signer extends KeyPair {
  readonly key: SigningKey;
  readonly privateFile: string;
  readonly publicFile: string;
}

async function signer(name: string): Promise<Signer> {
  const pair = newKeyPair();
  const privateFile = join(folder(), `${name}.pem`);
  const publicFile = join(folder(), `${name}.pub.pem`);
  await writeFile(privateFile, pair.privatePem);
  await writeFile(publicFile, pair.publicPem);
  return { ...pair, privateFile, publicFile, key: await readSigningKey(privateFile) };
}

async function overwrite(path: string, edit: (content: string) => string): Promise<void> {
  await chmod(path, 0o644);
  await writeFile(path, edit(await readFile(path, 'utf8')));
}

const registryOf = (...signers: readonly Signer[]) =>
  new Registry(new FileStore(join(folder(), 'registry')), {
    trustedKeys:
      signers.length === 0
        ? undefined
        : readTrustedKeys(signers.map(({ publicFile }) => publicFile).join(',')),
  });

describe('a registry that trusts a key', () => {
  let ann: Signer;
  let eve: Signer;
  let trusting: Registry;
  /** 1.0.0 is signed by ann, 1.1.0 by eve, 1.2.0 by nobody. */
  beforeEach(async () => {
    [ann, eve] = [await signer('ann'), await signer('eve')];
    const anyone = registryOf();
    await anyone.publish(draftOf('a'), { signingKey: ann.key });
    await anyone.publish(draftOf('b'), { signingKey: eve.key });
    await anyone.publish(draftOf('c'));
    trusting = registryOf(ann);
  });

  it('takes what that key signed', async () => {
    expect((await trusting.manifest('house-price', '1.0.0')).version).toBe('1.0.0');
    expect(await trusting.signature('house-price', '1.0.0')).toEqual({ state: 'verified', keyId: ann.keyId });
    expect(await trusting.moveAlias({ ...production, to: '1.0.0' })).toMatchObject({ moved: true });
    expect(await registryOf(eve, ann).verify('house-price', '1.1.0')).toMatchObject({ version: '1.1.0' });
  });

  it.each([
    ['1.1.0', () => `a signature of key ${eve.keyId}. Add the public key of its signer`],
    ['1.2.0', () => 'no signature. Train or import it again with --sign.'],
  ])('refuses %s wherever it is asked for', async (version, received) => {
    for (const asked of [
      trusting.manifest('house-price', version),
      trusting.verify('house-price', version),
      trusting.signature('house-price', version),
      trusting.moveAlias({ ...production, to: version }),
    ]) {
      await expect(asked).rejects.toMatchObject({
        code: 'SIGNATURE_INVALID',
        message: expect.stringContaining(
          `house-price@${version} must be signed by a key in PREDICTQL_TRUSTED_KEYS (${ann.keyId}), got ${received()}`,
        ),
      });
    }
    expect(await trusting.aliases('house-price')).toEqual([]);
  });

  it.each<[string, () => Promise<void>]>([
    [
      'another metric',
      () => overwrite(at('1.0.0/manifest.json'), (text) => text.replace('"value": 3', '"value": 1')),
    ],
    ['another space', () => overwrite(at('1.0.0/manifest.json'), (text) => `${text} `)],
    [
      "another version's signature",
      async () => {
        await registryOf().publish(draftOf('d'), { signingKey: ann.key });
        await rm(at('1.0.0/signature.json'));
        await cp(at('1.3.0/signature.json'), at('1.0.0/signature.json'));
      },
    ],
    [
      'the name of a trusted key on a signature of another',
      async () => {
        await rm(at('1.0.0'), { recursive: true });
        await cp(at('1.1.0'), at('1.0.0'), { recursive: true });
        await overwrite(at('1.0.0/signature.json'), (text) => text.replace(eve.keyId, ann.keyId));
      },
    ],
  ])('refuses %s', async (_, alter) => {
    await alter();
    await expect(trusting.manifest('house-price', '1.0.0')).rejects.toMatchObject({
      code: 'SIGNATURE_INVALID',
      message: expect.stringContaining(
        `got a manifest that is not the one key ${ann.keyId} signed. It was altered`,
      ),
    });
  });

  it.each<[string, (text: string) => string]>([
    ['is empty', () => ''],
    ['is no JSON', () => '{'],
    ['is null', () => 'null'],
    ['has another format', (text) => text.replace('"formatVersion": 1', '"formatVersion": 2')],
    ['has another algorithm', (text) => text.replace('ed25519', 'none')],
    ['has a shorter signature', (text) => text.replace(/"signature": ".{8}/, '"signature": "')],
    ['has a key without a name', (text) => text.replace(/"keyId": "\w+"/, '"keyId": "__proto__"')],
  ])('refuses a signature that %s', async (_, edit) => {
    await overwrite(at('1.0.0/signature.json'), edit);
    await expect(trusting.manifest('house-price', '1.0.0')).rejects.toMatchObject({
      code: 'SIGNATURE_INVALID',
      message: expect.stringContaining('got a damaged signature.json. Restore the version'),
    });
    expect(await registryOf().signature('house-price', '1.0.0')).toEqual({ state: 'damaged' });
  });

  it('covers every file through the hashes in the manifest', async () => {
    for (const [file, code] of [
      ['model.onnx', 'ARTIFACT_CORRUPT'],
      ['golden.json', 'ARTIFACT_CORRUPT'],
      ['assessment/report.json', 'ARTIFACT_CORRUPT'],
    ] as const) {
      const path = at('1.0.0', file);
      const whole = await readFile(path);
      await overwrite(path, () => 'altered');
      await expect(trusting.verify('house-price', '1.0.0')).rejects.toMatchObject({ code });
      await writeFile(path, whole);
    }
    expect(await trusting.verify('house-price', '1.0.0')).toMatchObject({ version: '1.0.0' });
  });

  it('does not take a signed version for another one', async () => {
    await mkdir(at('1.9.0'));
    await cp(at('1.0.0'), at('1.9.0'), { recursive: true });
    await expect(trusting.manifest('house-price', '1.9.0')).rejects.toMatchObject({
      code: 'MANIFEST_INVALID',
    });
  });

  it('passes over what it does not trust when it rolls back', async () => {
    const anyone = registryOf();
    for (const to of ['1.0.0', '1.1.0', '1.2.0']) await anyone.moveAlias({ ...production, to });
    const { move, passedOver } = await trusting.rollback(production);
    expect(move).toMatchObject({ from: '1.2.0', to: '1.0.0' });
    expect(passedOver).toEqual([
      { version: '1.1.0', error: expect.objectContaining({ code: 'SIGNATURE_INVALID' }) },
    ]);
  });

  it('adds only what it would read back', async () => {
    for (const [options, received] of [
      [{}, 'no key'],
      [{ signingKey: eve.key }, `key ${eve.keyId}`],
    ] as const) {
      await expect(trusting.publish(draftOf('d'), options)).rejects.toMatchObject({
        code: 'SIGNATURE_INVALID',
        message: `The new version of house-price v1 must be signed by a key in PREDICTQL_TRUSTED_KEYS (${ann.keyId}), got ${received}. Give the private key of one of them as --sign key.pem.`,
      });
    }
    expect(await trusting.publish(draftOf('d'), { signingKey: ann.key })).toMatchObject({ added: true });
  });

  it('adds an artifact anew that was there without its signature', async () => {
    expect(await trusting.publish(draftOf('a'), { signingKey: ann.key })).toEqual({
      version: '1.0.0',
      added: false,
    });
    expect(await trusting.publish(draftOf('c'), { signingKey: ann.key })).toEqual({
      version: '1.3.0',
      added: true,
    });
    expect(await registryOf().publish(draftOf('b'), { signingKey: ann.key })).toMatchObject({ added: true });
  });
});

describe('a registry that trusts no key', () => {
  it('tells who says to have signed', async () => {
    const ann = await signer('ann');
    const registry = registryOf();
    await registry.publish(draftOf('a'), { signingKey: ann.key });
    await registry.publish(draftOf('b'));
    expect(await registry.signature('house-price', '1.0.0')).toEqual({
      state: 'unverified',
      keyId: ann.keyId,
    });
    expect(await registry.signature('house-price', '1.1.0')).toEqual({ state: 'none' });
    expect(() => registry.assertSignable('house-price', 1, undefined)).not.toThrow();
  });
});

describe('openRegistry', () => {
  afterEach(() => {
    delete process.env.PREDICTQL_TRUSTED_KEYS;
  });

  it('trusts the keys in PREDICTQL_TRUSTED_KEYS', async () => {
    await registryOf().publish(draftOf('a'));
    const ann = await signer('ann');
    process.env.PREDICTQL_TRUSTED_KEYS = ann.publicFile;
    const registry = await openRegistry(join(folder(), 'registry'));
    expect(() => registry.assertSignable('house-price', 1, undefined)).toThrow('got no key');
    await expect(registry.manifest('house-price', '1.0.0')).rejects.toMatchObject({
      code: 'SIGNATURE_INVALID',
    });
    process.env.PREDICTQL_TRUSTED_KEYS = ann.privateFile;
    await expect(openRegistry(folder())).rejects.toMatchObject({ code: 'ENVIRONMENT_INVALID' });
  });
});

describe('trusted keys', () => {
  it.each<[string, (ann: Signer) => string]>([
    ['a file', ({ publicFile }) => publicFile],
    ['the line in the file', ({ publicPem }) => publicPem.split('\n')[1]],
    ['the text of the file', ({ publicPem }) => publicPem],
    ['the text in one line', ({ publicPem }) => publicPem.replaceAll('\n', '\\n')],
    ['spaces around', ({ publicFile }) => ` ${publicFile} `],
  ])('may be %s', async (_, entryOf) => {
    const ann = await signer('ann');
    expect([...(readTrustedKeys(entryOf(ann))?.keys() ?? [])]).toEqual([ann.keyId]);
    const bob = await signer('bob');
    const both = readTrustedKeys(`${entryOf(ann)},${bob.publicFile},${entryOf(ann)}`);
    expect([...(both?.keys() ?? [])]).toEqual([ann.keyId, bob.keyId]);
  });

  it.each([undefined, ''])('are not asked for when the variable is %j', (value) => {
    expect(readTrustedKeys(value)).toBeUndefined();
  });

  it.each<[string, (ann: Signer) => string, RegExp]>([
    ['no file', () => '/no/such/key.pem', /\(\/no\/such\/key\.pem\).*a file that cannot be read \(ENOENT\)/],
    ['nothing', ({ publicFile }) => `${publicFile},`, /\(entry 2\).*nothing between two commas/],
    ['a private key', ({ privateFile }) => privateFile, /ann\.pem\).*got a PEM labelled PRIVATE KEY\./],
    [
      'a private key in place',
      ({ privatePem }) => privatePem,
      /\(entry 1\).*got a PEM labelled PRIVATE KEY\./,
    ],
    ['no key', () => join(__dirname, 'drafts.ts'), /a text that is no key in PEM format/],
    ['half a key', () => 'MCowBQYDK2VwAyEAAAAA', /\(entry 1\).*got a damaged key\./],
    ['a key of another kind', () => rsaPem('public'), /\(entry 1\).*got a public key for RSA\./],
  ])('must be public keys, not %s', async (_, given, message) => {
    const ann = await signer('ann');
    const refused = () => readTrustedKeys(given(ann));
    expect(refused).toThrow(expect.objectContaining({ code: 'ENVIRONMENT_INVALID' }));
    expect(refused).toThrow(message);
    expect(refused).not.toThrow(secretOf(ann));
  });
});

describe('a signing key', () => {
  it.each<[string, (ann: Signer) => string, string]>([
    ['a public key', ({ publicPem }) => publicPem, 'got a PEM labelled PUBLIC KEY.'],
    ['an RSA key', () => rsaPem('private'), 'got a private key for RSA.'],
    ['an RSA key of old', () => rsaPem('private', 'pkcs1'), 'got a PEM labelled RSA PRIVATE KEY.'],
    [
      'a key for exchanges',
      () => pemOf(generateKeyPairSync('x25519').privateKey),
      'got a private key for X25519.',
    ],
    ['an encrypted key', () => encryptedPem(), 'got an encrypted private key.'],
    [
      'a certificate',
      () => '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
      'got a PEM labelled CERTIFICATE.',
    ],
    [
      'an OpenSSH key',
      () => '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----',
      'got a PEM labelled OPENSSH PRIVATE KEY.',
    ],
    ['half a key', ({ privatePem }) => privatePem.replace(/\n.{40}/, '\n'), 'got a damaged key.'],
    ['a text', () => 'hello', 'got a text that is no key in PEM format.'],
    ['nothing', () => '', 'got a text that is no key in PEM format.'],
  ])('cannot be %s', async (_, contentOf, message) => {
    const ann = await signer('ann');
    const path = join(folder(), 'key.pem');
    await writeFile(path, contentOf(ann));
    const refusal = await readSigningKey(path).catch((error: Error) => error);
    expect(refusal).toMatchObject({
      code: 'SIGNING_KEY_INVALID',
      message: `The signing key ${path} must be an unencrypted Ed25519 private key in PEM format, ${message} Make one with: predictql keys new --out key.pem.`,
    });
    expect(JSON.stringify(refusal)).not.toMatch(secretOf(ann));
  });

  it('must be there', async () => {
    await expect(readSigningKey(join(folder(), 'none.pem'))).rejects.toThrow('cannot be read (ENOENT)');
    await expect(readSigningKey(folder())).rejects.toThrow('cannot be read (EISDIR)');
  });

  it('keeps its secret to itself', async () => {
    const ann = await signer('ann');
    expect(JSON.stringify(ann.key)).not.toMatch(secretOf(ann));
  });

  it('makes plain Ed25519 signatures of the manifest, which other tools verify', async () => {
    const ann = await signer('ann');
    await registryOf().publish(draftOf('a'), { signingKey: ann.key });
    const { signature } = JSON.parse(await readFile(at('1.0.0/signature.json'), 'utf8'));
    const manifest = await readFile(at('1.0.0/manifest.json'));
    expect(verify(null, manifest, ann.publicPem, Buffer.from(signature, 'base64'))).toBe(true);
  });
});

/** The part of a private key that must not be seen anywhere. */
function secretOf({ privatePem }: Signer): RegExp {
  const secret = privatePem.split('\n')[1].slice(24);
  return new RegExp(secret.replace(/[+/]/g, '\\$&'));
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }) as string;
}

function rsaPem(half: 'public' | 'private', type: 'pkcs1' | 'pkcs8' = 'pkcs8'): string {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  return half === 'public'
    ? (publicKey.export({ type: 'spki', format: 'pem' }) as string)
    : (privateKey.export({ type, format: 'pem' }) as string);
}

function encryptedPem(): string {
  return generateKeyPairSync('ed25519')
    .privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
    .toString();
}
