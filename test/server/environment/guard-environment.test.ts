import { readEnvironment } from '../../../src/server';

const jwt = { PREDICTQL_JWT_ISSUER: 'https://issuer.example', PREDICTQL_JWT_AUDIENCE: 'predictql' };

function refusal(env: Record<string, string>): string {
  try {
    readEnvironment(env);
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
}

describe('a server in development', () => {
  it('is open, and limits nobody', () => {
    expect(readEnvironment({})).toMatchObject({
      allowAnonymous: true,
      rateLimit: 0,
      trustedProxies: 0,
      corsOrigins: [],
      maxBodyBytes: 8 * 1024 * 1024,
      maxComplexity: 100_000,
      logFeatures: false,
    });
  });

  it('is closed where it is told to be', () => {
    const env = { PREDICTQL_ALLOW_ANONYMOUS: '0', PREDICTQL_API_KEYS: 'x' };
    expect(readEnvironment(env)).toMatchObject({ allowAnonymous: false, apiKeys: 'x' });
  });

  it('does not start when nobody could ask', () => {
    expect(refusal({ PREDICTQL_ALLOW_ANONYMOUS: '0' })).toMatch(
      /^Environment variable PREDICTQL_API_KEYS must say who may ask, got nothing\./,
    );
  });
});

describe('a server in production', () => {
  const NODE_ENV = 'production';

  it('does not start open by accident', () => {
    expect(refusal({ NODE_ENV })).toBe(
      'Environment variable PREDICTQL_API_KEYS must say who may ask in production, got nothing. Make a key: predictql api-key new --name <name> --role reader. Or set PREDICTQL_ALLOW_ANONYMOUS=1 to let anybody read and predict.',
    );
  });

  it.each<[Record<string, string>, boolean]>([
    [{ PREDICTQL_ALLOW_ANONYMOUS: '1' }, true],
    [{ PREDICTQL_API_KEYS: 'x' }, false],
    [{ PREDICTQL_API_KEYS_FILE: '/keys' }, false],
    [{ PREDICTQL_JWKS_URL: 'https://issuer.example/keys', ...jwt }, false],
    [{ PREDICTQL_JWT_PUBLIC_KEY: 'x', ...jwt }, false],
    [{ PREDICTQL_API_KEYS: 'x', PREDICTQL_ALLOW_ANONYMOUS: '1' }, true],
  ])('starts with %j, open: %p', (env, allowAnonymous) => {
    expect(readEnvironment({ NODE_ENV, ...env }).allowAnonymous).toBe(allowAnonymous);
  });

  it('limits each client', () => {
    const open = { NODE_ENV, PREDICTQL_ALLOW_ANONYMOUS: '1' };
    expect(readEnvironment(open).rateLimit).toBe(6000);
    expect(readEnvironment({ ...open, PREDICTQL_RATE_LIMIT: '0' }).rateLimit).toBe(0);
  });
});

describe('tokens', () => {
  it('are checked with keys at an address or with one key', () => {
    const jwksUrl = 'https://issuer.example/keys';
    const settings = { issuer: 'https://issuer.example', audience: 'predictql', roleClaim: 'role' };
    expect(readEnvironment({ PREDICTQL_JWKS_URL: jwksUrl, ...jwt }).jwt).toEqual({
      ...settings,
      keys: { jwksUrl: new URL(jwksUrl) },
    });
    const oneLine = { PREDICTQL_JWT_PUBLIC_KEY: 'a\\nb', PREDICTQL_JWT_ROLE_CLAIM: 'roles', ...jwt };
    expect(readEnvironment(oneLine).jwt).toEqual({
      ...settings,
      roleClaim: 'roles',
      keys: { publicKey: 'a\nb' },
    });
  });

  it.each<[Record<string, string>, string]>([
    [{ PREDICTQL_JWKS_URL: 'https://a.example' }, 'one of them without'],
    [{ PREDICTQL_JWT_PUBLIC_KEY: 'x', PREDICTQL_JWT_ISSUER: 'x' }, 'one of them without'],
    [{ PREDICTQL_JWKS_URL: 'https://a.example', PREDICTQL_JWT_PUBLIC_KEY: 'x', ...jwt }, 'both'],
  ])('are not checked by halves: %j', (env, received) => {
    expect(refusal(env)).toContain(
      `must come alone, together with PREDICTQL_JWT_ISSUER and PREDICTQL_JWT_AUDIENCE, got ${received}.`,
    );
  });
});

it.each([
  ['PREDICTQL_JWKS_URL', 'http://issuer.example/keys', 'be an address with https'],
  ['PREDICTQL_JWKS_URL', 'keys', 'be an address with https'],
  ['PREDICTQL_CORS_ORIGINS', '*', 'be origins like https://example.org, with commas between them'],
  ['PREDICTQL_CORS_ORIGINS', 'https://a.example/', 'be origins like'],
  ['PREDICTQL_CORS_ORIGINS', 'https://a.example,b.example', 'be origins like'],
  ['PREDICTQL_RATE_LIMIT', '-1', 'be a whole number from 0 to 1000000'],
  ['PREDICTQL_TRUST_PROXY', 'true', 'be a whole number from 0 to 10'],
  ['PREDICTQL_MAX_BODY_BYTES', '1', 'be a whole number from 1024 to 1073741824'],
  ['PREDICTQL_MAX_COMPLEXITY', '1', 'be a whole number from 100 to 1000000000'],
  ['PREDICTQL_ALLOW_ANONYMOUS', 'yes', 'be 0 or 1'],
  ['PREDICTQL_LOG_FEATURES', '2', 'be 0 or 1'],
])('%s may not be %s', (name, value, expected) => {
  expect(refusal({ [name]: value })).toContain(`Environment variable ${name} must ${expected}`);
});

it('takes several origins', () => {
  const PREDICTQL_CORS_ORIGINS = 'https://a.example, http://localhost:3000';
  expect(readEnvironment({ PREDICTQL_CORS_ORIGINS }).corsOrigins).toEqual([
    'https://a.example',
    'http://localhost:3000',
  ]);
});

it('lets an answer hold more where a request may carry more rows', () => {
  expect(readEnvironment({ PREDICTQL_MAX_ROWS: '5000' }).maxComplexity).toBe(500_000);
  expect(
    readEnvironment({ PREDICTQL_MAX_ROWS: '5000', PREDICTQL_MAX_COMPLEXITY: '1000' }).maxComplexity,
  ).toBe(1000);
});
