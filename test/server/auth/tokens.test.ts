import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JwtSettings } from '../../../src/server/auth';
import { createTokenCheck } from '../../../src/server/auth/tokens';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const [issuer, audience] = ['https://issuer.example', 'predictql'];
const settings: JwtSettings = { keys: { publicKey: publicPem }, issuer, audience, roleClaim: 'role' };

interface TokenParts {
  readonly claims?: Record<string, unknown>;
  readonly key?: KeyObject | Uint8Array;
  readonly alg?: string;
  readonly kid?: string;
  /** Seconds from now. */
  readonly expires?: number | undefined;
}

async function token({ claims = {}, key = privateKey, alg = 'ES256', kid, expires = 60 }: TokenParts = {}) {
  const { SignJWT } = await import('jose');
  const now = Math.floor(Date.now() / 1000);
  const payload = { iss: issuer, aud: audience, sub: 'ann', role: 'reader', exp: now + expires, ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg, ...(kid !== undefined && { kid }) }).sign(key);
}

describe('a token', () => {
  it.each([
    ['reader', 'reader'],
    ['operator', 'operator'],
    [['someone', 'reader'], 'reader'],
    [['reader', 'operator'], 'operator'],
  ])('with the role %j is of a caller with the role %s', async (role, expected) => {
    const check = await createTokenCheck(settings);
    expect(await check(await token({ claims: { role } }))).toEqual({ name: 'ann', role: expected });
  });

  it('may carry its role in another claim', async () => {
    const check = await createTokenCheck({ ...settings, roleClaim: 'https://predictql/roles' });
    const claims = { 'https://predictql/roles': ['operator'], role: undefined };
    expect((await check(await token({ claims }))).role).toBe('operator');
  });

  it.each([undefined, 'anonymous', 'admin', {}, [[]]])('without a role is refused: %j', async (role) => {
    const check = await createTokenCheck(settings);
    await expect(check(await token({ claims: { role } }))).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message:
        "The token must have reader or operator in its claim 'role', got neither. Ask who issues tokens for a role.",
    });
  });

  it.each<[string, TokenParts, RegExp]>([
    ['that has expired', { expires: -60 }, /got a token that has expired\./],
    ['that never expires', { claims: { exp: undefined } }, /not valid/],
    ['that is not valid yet', { claims: { nbf: Math.floor(Date.now() / 1000) + 600 } }, /not valid/],
    ['without a subject', { claims: { sub: undefined } }, /not valid/],
    ['of another issuer', { claims: { iss: 'https://other.example' } }, /not valid/],
    ['for another audience', { claims: { aud: 'other' } }, /not valid/],
    ['of another key', { key: stranger.privateKey }, /not valid/],
    ['signed with the public key as a secret', { key: Buffer.from(publicPem), alg: 'HS256' }, /not valid/],
  ])('%s is refused', async (_, parts, message) => {
    const check = await createTokenCheck(settings);
    await expect(check(await token(parts))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringMatching(message),
    });
  });

  it('without a signature is refused', async () => {
    const check = await createTokenCheck(settings);
    const { UnsecuredJWT } = await import('jose');
    const unsigned = new UnsecuredJWT({
      iss: issuer,
      aud: audience,
      sub: 'ann',
      role: 'operator',
      exp: 9e9,
    }).encode();
    await expect(check(unsigned)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(check('a.b.c')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('may be a little late', async () => {
    const check = await createTokenCheck(settings);
    expect((await check(await token({ expires: -1 }))).name).toBe('ann');
  });

  it('is not believed longer than it is valid', async () => {
    const check = await createTokenCheck(settings);
    const short = await token({ expires: 2 });
    await check(short);
    const later = Date.now() + 10_000;
    jest.spyOn(Date, 'now').mockReturnValue(later);
    jest.useFakeTimers({ now: later });
    await expect(check(short)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    jest.useRealTimers();
    jest.restoreAllMocks();
  });
});

it('refuses a public key that is none', async () => {
  await expect(createTokenCheck({ ...settings, keys: { publicKey: 'none' } })).rejects.toMatchObject({
    code: 'ENVIRONMENT_INVALID',
    message: 'Environment variable PREDICTQL_JWT_PUBLIC_KEY must be a public key in PEM, got something else.',
  });
});

describe('keys at an address', () => {
  let server: Server;
  let asked = 0;
  let answer: { readonly status: number; readonly body: string };

  beforeAll(async () => {
    server = createServer((_, response) => {
      asked++;
      response
        .writeHead(answer.status, { 'content-type': 'application/json', location: '/elsewhere' })
        .end(answer.body);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });

  beforeEach(async () => {
    asked = 0;
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256' };
    answer = { status: 200, body: JSON.stringify({ keys: [jwk] }) };
  });

  afterAll(() => new Promise((closed) => server.close(closed)));

  const check = () => {
    const { port } = server.address() as AddressInfo;
    return createTokenCheck({ ...settings, keys: { jwksUrl: new URL(`http://127.0.0.1:${port}/jwks`) } });
  };

  it('are fetched once, when the first token comes', async () => {
    const verify = await check();
    expect(asked).toBe(0);
    for (const sub of ['ann', 'bob']) {
      expect(await verify(await token({ kid: 'one', claims: { sub } }))).toEqual({
        name: sub,
        role: 'reader',
      });
    }
    expect(asked).toBe(1);
  });

  it('are not fetched again for every key that nobody has', async () => {
    const verify = await check();
    for (const kid of ['one', 'two', 'three', 'four']) {
      await verify(await token({ kid, claims: { kid } })).catch(() => {});
    }
    expect(asked).toBe(1);
    await expect(verify(await token({ kid: 'two' }))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each([
    ['with an error', { status: 500, body: '{}' }],
    ['with something else', { status: 200, body: '{"keys":1}' }],
    ['with a page', { status: 200, body: '<html>' }],
    ['with another address', { status: 302, body: '' }],
    ['with more than keys', { status: 200, body: `{"keys":[],"x":"${'x'.repeat(300_000)}"}` }],
  ])('that answers %s say nothing of the token', async (_, given) => {
    answer = given;
    const verify = await check();
    await expect(verify(await token({ kid: 'one' }))).rejects.toMatchObject({ code: 'IDENTITY_UNAVAILABLE' });
  });
});
