import { Registry, S3Store } from '../../../src/registry';
import { draftOf } from '../drafts';
import { describeWithS3, newS3Location, s3Settings } from '../s3-place';
import { type Exchange, useProxy } from '../s3-proxy';
import { contentsOf, production } from '../writers';

jest.setTimeout(120_000);
const one = Buffer.from('1');

describeWithS3('an S3Store whose server has faults', () => {
  let handle: (exchange: Exchange) => Promise<void>;
  const endpoint = useProxy((exchange) => handle(exchange));
  const pass = async ({ forward, answer }: Exchange) => answer(await forward());
  let location: string;
  beforeEach(() => {
    location = newS3Location();
    handle = pass;
  });
  const newStore = () => new S3Store(location, s3Settings(endpoint()));

  it.each<[string, (exchange: Exchange) => Promise<void>]>([
    [
      'loses its answer to',
      async ({ forward, cut }) => {
        await forward();
        cut();
      },
    ],
    ['has no time for', async ({ answer }) => answer({ status: 503 })],
  ])('knows its own writes when the server %s any request, once', async (_, fail) => {
    for (let faulty = 1, requests = faulty; requests >= faulty; faulty++) {
      location = newS3Location();
      requests = 0;
      handle = async (exchange) => {
        requests++;
        await (requests === faulty ? fail(exchange) : pass(exchange));
      };
      const registry = new Registry(newStore());
      expect(await registry.publish(draftOf('first'))).toEqual({ version: '1.0.0', added: true });
      expect(await registry.moveAlias({ ...production, to: '1.0.0', expected: null })).toMatchObject({
        moved: true,
      });
      handle = pass;
      expect(await contentsOf(registry)).toEqual(['first']);
      expect(await registry.aliasHistory('house-price', 1)).toHaveLength(1);
    }
  });

  it('writes again when the server says that another write was under way', async () => {
    let conflicts = 2;
    handle = async (exchange) => {
      const isWrite = exchange.method === 'PUT' && exchange.path.includes('/a/b');
      if (isWrite && conflicts-- > 0) exchange.answer({ status: 409 });
      else await pass(exchange);
    };
    expect(await newStore().create('a/b', one)).toBe(true);
    expect(conflicts).toBe(-1);
  });

  it('believes what is there, not a 409, and gives up when nothing ever is', async () => {
    const store = newStore();
    handle = async (exchange) => {
      if (exchange.path.includes('.probe')) return pass(exchange);
      if (exchange.method === 'PUT') {
        if (exchange.path.includes('/done')) await exchange.forward();
        return exchange.answer({ status: 409 });
      }
      return pass(exchange);
    };
    expect(await store.create('done', one)).toBe(true);
    await expect(store.create('never', one)).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringContaining('(HTTP 409)'),
    });
  });

  it('refuses to write where writes overwrite', async () => {
    handle = async ({ forward, answer }) => {
      const answered = await forward();
      answer(answered.status === 412 ? { status: 200 } : answered);
    };
    const store = newStore();
    const refused = {
      code: 'REGISTRY_UNREACHABLE',
      message: `The registry at ${location} (the server at ${endpoint()}) must refuse to overwrite what is there (If-None-Match: *), got a server that overwrites it. Use a server or a release of it with conditional writes: without them a version could change.`,
    };
    await expect(store.create('a', one)).rejects.toMatchObject(refused);
    await expect(store.createFolder('b', new Map([['x', one]]))).rejects.toMatchObject(refused);
    expect(await store.list('')).toEqual([]);
    // It may have been repaired.
    handle = pass;
    expect(await store.create('a', one)).toBe(true);
  });

  it('reads again what broke off', async () => {
    const store = newStore();
    const bytes = Buffer.alloc(100_000, 7);
    await store.create('a', bytes);
    let cuts = 2;
    handle = async (exchange) => {
      if (exchange.method !== 'GET' || cuts-- <= 0) return pass(exchange);
      return exchange.breakOff(await exchange.forward(), 50_000);
    };
    expect(Buffer.compare((await store.read('a'))!, bytes)).toBe(0);
    cuts = 3;
    await expect(store.read('a')).rejects.toMatchObject({ code: 'REGISTRY_UNREACHABLE' });
  });
});
