import { createApiKey } from '../../src/server/auth';
import { type TestServer, testServer } from '../support/test-server';
import { contractOf } from '../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

const [web, mobile] = [createApiKey('web', 'reader'), createApiKey('mobile', 'reader')];
const apiKeys = `${web.entry},${mobile.entry}`;

let registry: TinyRegistry;
let server: TestServer;

beforeAll(async () => {
  registry = await tinyRegistry();
  await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
});

afterEach(() => server.close());
afterAll(() => registry.remove());

async function start(overrides: Parameters<typeof testServer>[1]): Promise<void> {
  server = await testServer(registry.registry, { apiKeys, ...overrides });
}

interface Asked {
  readonly key?: string;
  readonly from?: string;
  readonly forwardedFor?: string;
  readonly url?: string;
}

async function ask({ key, from = '10.0.0.1', forwardedFor, url }: Asked = {}) {
  const headers = {
    ...(key !== undefined && { 'x-api-key': key }),
    ...(forwardedFor !== undefined && { 'x-forwarded-for': forwardedFor }),
  };
  return server.app.inject(
    url === undefined
      ? {
          method: 'POST',
          url: '/graphql',
          headers,
          remoteAddress: from,
          payload: { query: '{ models { name } }' },
        }
      : { url, headers, remoteAddress: from },
  );
}

const statuses = async (asked: readonly Asked[]): Promise<number[]> => {
  const found = [];
  for (const one of asked) found.push((await ask(one)).statusCode);
  return found;
};

describe('a client', () => {
  it('that asks too often is told when it may ask again', async () => {
    await start({ rateLimit: 2 });
    expect(await statuses([{}, {}])).toEqual([200, 200]);
    const refused = await ask();
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json().errors).toEqual([
      {
        message:
          'A client must send at most 2 requests in a minute, got more. Wait as long as the header retry-after says; many rows fit into one request.',
        extensions: { code: 'RATE_LIMITED' },
      },
    ]);
    expect(await server.log.request(refused.headers['x-request-id'])).toMatchObject({
      status: 429,
      errors: ['RATE_LIMITED'],
    });
  });

  it('is an address without a key, and a key wherever it comes from', async () => {
    await start({ rateLimit: 1 });
    expect(
      await statuses([
        { from: '10.0.0.1' },
        { from: '10.0.0.1' },
        { from: '10.0.0.2' },
        { from: '10.0.0.1', key: web.key },
        { from: '10.0.0.3', key: web.key },
        { from: '10.0.0.3', key: mobile.key },
        { from: '2001:db8::1' },
        { from: '2001:db8::ffff' },
      ]),
    ).toEqual([200, 429, 200, 200, 429, 200, 200, 429]);
  });

  it('is who the proxy says, where there is one', async () => {
    await start({ rateLimit: 1, trustedProxies: 1 });
    expect(
      await statuses([
        { forwardedFor: '10.1.1.1' },
        { forwardedFor: '10.1.1.2' },
        // What the client wrote itself stands before what the proxy added.
        { forwardedFor: '10.9.9.9, 10.1.1.1' },
      ]),
    ).toEqual([200, 200, 429]);
  });

  it('cannot say who it is where there is no proxy', async () => {
    await start({ rateLimit: 1 });
    expect(await statuses([{ forwardedFor: '10.1.1.1' }, { forwardedFor: '10.1.1.2' }])).toEqual([200, 429]);
  });

  it('may probe as often as it likes', async () => {
    await start({ rateLimit: 1 });
    const probe = { url: '/health/live' };
    expect(await statuses([probe, probe, probe])).toEqual([200, 200, 200]);
  });

  it('may ask as often as it likes where nothing is limited', async () => {
    await start({ rateLimit: 0 });
    expect(new Set(await statuses(Array(50).fill({})))).toEqual(new Set([200]));
  });
});

describe('an address that sends keys that are not known', () => {
  it('is stopped sooner, but for keys that are', async () => {
    await start({ rateLimit: 1000 });
    const wrong = Array.from({ length: 20 }, (_, index) => ({ key: `guess${index}` }));
    expect(new Set(await statuses(wrong))).toEqual(new Set([401]));
    const refused = await ask({ key: 'guess' });
    expect([refused.statusCode, refused.json().errors[0].extensions.code]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(await statuses([{ key: web.key }, {}, { key: 'guess', from: '10.0.0.2' }])).toEqual([
      200, 200, 401,
    ]);
  });
});
