import type { Environment } from '../../../src/server';
import { type TestServer, testServer } from '../../support/test-server';
import { contractOf } from '../../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../../support/tiny-registry';

const contract = contractOf();
let tiny: TinyRegistry;
let server: TestServer | undefined;

beforeAll(async () => {
  tiny = await tinyRegistry();
  await publishTiny(tiny.registry, contract, { aliases: ['production'] });
});

afterEach(async () => {
  await server?.close();
  server = undefined;
});

afterAll(() => tiny.remove());

const serve = async (overrides: Partial<Environment>) => {
  server = await testServer(tiny.registry, overrides);
  return server;
};

const field = 'predictPlainV1(inputs: [{ x: 1 }]) { predictions { y } }';

describe('a server with more to predict than it has room or time for', () => {
  it('answers 503 and when to come again', async () => {
    const { graphql, log } = await serve({ maxQueuedRows: 1 });
    const { status, headers, data, errors } = await graphql(`{ a: ${field} b: ${field} }`);
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('1');
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ['b'], extensions: { code: 'OVERLOADED' } }]);
    // It is no fault of the server, and a line for each would be more load.
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect((await graphql(`{ a: ${field} }`)).status).toBe(200);
  });

  it.each([
    ['no room', { maxQueuedRows: 1 }, `{ a: ${field} b: ${field} }`],
    ['no time', { predictTimeoutMs: 0 }, `{ ${field} }`],
  ])('says by the express lane what Apollo says where there is %s', async (_, overrides, query) => {
    const { graphql } = await serve(overrides);
    const ask = async () => {
      const { status, headers, data, errors } = await graphql(query);
      // Which of two aliases comes first, and how long one waited, may differ.
      const told = errors.map((error) => [Object.keys(error), error.path?.length, error.extensions]);
      return { status, retryAfter: headers['retry-after'], type: headers['content-type'], data, told };
    };
    const first = await ask();
    for (const _time of [2, 3, 4]) expect(await ask()).toEqual(first);
  });

  it('answers 504 to a prediction that comes too late', async () => {
    const { graphql } = await serve({ predictTimeoutMs: 0 });
    const { status, headers, errors } = await graphql(`{ ${field} }`);
    expect(status).toBe(504);
    expect(headers['retry-after']).toBe('1');
    expect(errors).toMatchObject([{ extensions: { code: 'PREDICTION_TIMEOUT' } }]);
  });

  it('answers 504 to a request that takes too long as a whole', async () => {
    const { graphql } = await serve({ requestTimeoutMs: 0 });
    const { status, errors } = await graphql(`{ ${field} }`);
    expect(status).toBe(504);
    expect(errors).toMatchObject([{ extensions: { code: 'PREDICTION_TIMEOUT' } }]);
  });

  it('keeps answers when it is told to, and gives them again', async () => {
    const { graphql, catalog } = await serve({ cachedRows: 100 });
    const lookups: unknown[] = [];
    catalog.runtime.events.on('cached', ({ hits, misses }) => lookups.push({ hits, misses }));
    const first = await graphql(`{ ${field} }`);
    expect((await graphql(`{ ${field} }`)).text).toBe(first.text);
    expect(lookups).toEqual([
      { hits: 0, misses: 1 },
      { hits: 1, misses: 0 },
    ]);
  });
});
