import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { damage } from '../support/damage';
import { type ListeningServer, listeningServer } from '../support/listening-server';
import { contractOf } from '../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

let registry: TinyRegistry;
let running: ListeningServer | undefined;
let agent: Agent;

beforeEach(async () => {
  agent = new Agent({ keepAlive: true });
  registry = await tinyRegistry();
});

afterEach(async () => {
  agent.destroy();
  await running?.stop();
  running = undefined;
  await registry.remove();
});

async function start(
  options?: Parameters<typeof listeningServer>[1],
  overrides?: Parameters<typeof listeningServer>[2],
): Promise<ListeningServer> {
  await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
  running = await listeningServer(registry.folder, options, overrides);
  return running;
}

const body = JSON.stringify({ query: '{ predictPlainV1(inputs: { x: 5 }) { predictions { y } } }' });

/** A request whose headers the server has and whose body it waits for. */
async function begun({ url }: ListeningServer) {
  const request = httpRequest(`${url}/graphql`, {
    method: 'POST',
    agent,
    headers: { 'content-type': 'application/json', 'content-length': body.length, expect: '100-continue' },
  });
  const ended = new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve).on('error', reject);
  });
  ended.catch(() => {});
  request.flushHeaders();
  await once(request, 'continue');
  return { request, ended };
}

/** An answer to GET over a connection that is kept for more. */
async function get({ url }: ListeningServer, path: string) {
  const request = httpRequest(`${url}${path}`, { agent }).end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: (await json(response)) as never };
}

describe('a server that is handed its connections', () => {
  it('answers on them', async () => {
    const server = await start();
    expect(await get(server, '/health/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
  });

  it('answers a client that has ended its side', async () => {
    const { url } = await start();
    const client = connect(Number(new URL(url).port), '127.0.0.1');
    client.end('GET /health/live HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
    expect(await text(client)).toContain('{"status":"alive"}');
  });

  it('ends one whose request does not come', async () => {
    const { url } = await start({ patience: { headersMs: 50, requestMs: 100, checkMs: 10 } });
    const client = connect(Number(new URL(url).port), '127.0.0.1');
    client.write('GET /health/live HTTP/1.1\r\n');
    expect(await text(client)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('tells what is known of all processes', async () => {
    const state = {
      workers: { wanted: 2, ready: 2, starting: 0, retiring: 0 },
      snapshot: 'abc',
      restarts: 3,
      reloadedAt: null,
      problem: null,
    };
    let known: typeof state | undefined = state;
    const server = await start({ supervision: () => known });
    expect((await get(server, '/health/ready')).body).toMatchObject({ status: 'ready', supervisor: state });
    known = { ...state, workers: { ...state.workers, ready: 1 } };
    expect((await get(server, '/health/ready')).body).toMatchObject({ status: 'degraded' });
    known = undefined;
    expect((await get(server, '/health/ready')).body).not.toHaveProperty('supervisor');
  });
});

describe('a server that cannot serve', () => {
  const open = (folder: string) => listeningServer(folder);

  it('says that there is no registry, or nothing in it', async () => {
    await expect(open(registry.folder)).rejects.toMatchObject({
      code: 'MODEL_NOT_FOUND',
      message: expect.stringContaining('got none'),
    });
    await expect(open(`${registry.folder}/none`)).rejects.toMatchObject({ code: 'REGISTRY_MISSING' });
    const broken = await publishTiny(registry.registry, contractOf());
    await damage(registry, broken, 'manifest.json', () => '{');
    await expect(open(registry.folder)).rejects.toMatchObject({
      code: 'MODEL_NOT_FOUND',
      message: expect.stringContaining('got 1 that cannot'),
    });
  });
});

describe('a server that drains', () => {
  it('answers what had begun and what still comes, and says that it is going', async () => {
    const server = await start();
    await get(server, '/health/live');
    const { request, ended } = await begun(server);
    await get(server, '/health/live');
    let isStopped = false;
    const stopping = server.stop().then(() => {
      isStopped = true;
    });
    const probe = await get(server, '/health/ready');
    expect(probe).toMatchObject({
      status: 503,
      body: { status: 'draining' },
      headers: { connection: 'close' },
    });
    expect(isStopped).toBe(false);

    request.end(body);
    const response = await ended;
    expect([response.statusCode, response.headers.connection]).toEqual([200, 'close']);
    expect(await json(response)).toMatchObject({ data: { predictPlainV1: { predictions: [{}] } } });
    await stopping;
    await expect(get(server, '/health/live')).rejects.toThrow(/ECONNREFUSED|ECONNRESET|hang up/);
  });

  it('does not wait for clients that have gone', async () => {
    const server = await start();
    const { request } = await begun(server);
    const stopping = server.stop();
    request.destroy();
    await stopping;
  });

  it('cuts what takes too long', async () => {
    const server = await start({ graceMs: 50 });
    const { ended } = await begun(server);
    await server.stop();
    await expect(ended).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(server.log.lines.map(({ message }) => message)).toContain('cutting requests that took too long');
  });

  it('drains once, however often it is told to', async () => {
    const server = await start({}, { logLevel: 'debug' });
    const { request, ended } = await begun(server);
    const all = Promise.all([server.stop(), server.stop()]);
    request.end(body);
    expect((await ended).statusCode).toBe(200);
    await all;
    await server.stop();
    expect(server.log.lines.filter(({ message }) => message === 'draining')).toHaveLength(1);
  });
});
