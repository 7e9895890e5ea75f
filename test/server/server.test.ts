import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { json } from 'node:stream/consumers';
import {
  createLogger,
  type Environment,
  type RunningServer,
  readEnvironment,
  startServer,
} from '../../src/server';
import { damage, flipped } from '../support/damage';
import { LogLines } from '../support/log-lines';
import { contractOf } from '../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

let registry: TinyRegistry;
let running: RunningServer | undefined;
let log: LogLines;
const agent = new Agent({ keepAlive: true });

beforeEach(async () => {
  registry = await tinyRegistry();
  log = new LogLines();
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
  await registry.remove();
});

afterAll(() => agent.destroy());

async function start(overrides: Partial<Environment> = {}, graceMs?: number): Promise<RunningServer> {
  const environment = {
    ...readEnvironment({ PORT: '0', HOST: '127.0.0.1', PREDICTQL_REGISTRY: registry.folder }),
    ...overrides,
  };
  running = await startServer(
    environment,
    createLogger(environment, log),
    graceMs === undefined ? {} : { graceMs },
  );
  return running;
}

async function startWithModel(graceMs?: number): Promise<RunningServer> {
  await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
  return start({}, graceMs);
}

const body = JSON.stringify({ query: '{ predictPlainV1(inputs: { x: 5 }) { predictions { y } } }' });

/** A request whose headers the server has and whose body it waits for. */
async function begun({ url }: RunningServer) {
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
async function get({ url }: RunningServer, path: string) {
  const request = httpRequest(`${url}${path}`, { agent }).end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: (await json(response)) as never };
}

describe('a server that starts', () => {
  it('answers where it says', async () => {
    const server = await startWithModel();
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await get(server, '/health/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
    expect(await log.line(({ message }) => message === 'serving')).toMatchObject({
      url: server.url,
      models: ['plain'],
      registry: registry.folder,
    });
  });

  it.each(['0.0.0.0', 'localhost'])(
    'names a host that can be reached when it listens on %s',
    async (host) => {
      await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
      const server = await start({ host });
      expect(server.url).toMatch(/^http:\/\/localhost:\d+$/);
      expect((await get(server, '/health/live')).status).toBe(200);
    },
  );

  it('logs what cannot serve, with the whole reason', async () => {
    const broken = await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
    await damage(registry, broken, 'model.onnx', flipped);
    await publishTiny(registry.registry, contractOf(), { shift: 1 });
    await start();
    const line = await log.line(({ message }) => message === 'version cannot serve');
    expect(line).toMatchObject({ level: 'error', version: 'plain@1.0.0' });
    expect(line.code).toBe('ARTIFACT_CORRUPT');
    expect(line.reason).toContain(registry.folder);
    expect(line).not.toHaveProperty('error');
  });

  it('says when the port is taken', async () => {
    await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await expect(start({ port })).rejects.toMatchObject({
      code: 'PORT_UNAVAILABLE',
      message: `Port ${port} of 127.0.0.1 must be free to listen on, got another process listens there. Set PORT or HOST to another one.`,
    });
    other.close();
    await once(other, 'close');
    expect((await get(await start({ port }), '/health/live')).status).toBe(200);
  });

  it('says when the host is not of this machine', async () => {
    await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
    await expect(start({ host: '203.0.113.9' })).rejects.toMatchObject({
      code: 'PORT_UNAVAILABLE',
      message: expect.stringContaining('got this machine has no such address'),
    });
  });

  it('says when there is no registry, or nothing in it', async () => {
    await expect(start()).rejects.toMatchObject({
      code: 'MODEL_NOT_FOUND',
      message: expect.stringContaining('got none'),
    });
    await expect(start({ registry: `${registry.folder}/none` })).rejects.toMatchObject({
      code: 'REGISTRY_MISSING',
    });
    const broken = await publishTiny(registry.registry, contractOf());
    await damage(registry, broken, 'manifest.json', () => '{');
    await expect(start()).rejects.toMatchObject({
      code: 'MODEL_NOT_FOUND',
      message: expect.stringContaining('got 1 that cannot'),
    });
  });
});

describe('a server that stops', () => {
  it('answers what had begun, refuses the rest and says that it is going', async () => {
    const server = await startWithModel();
    const { request, ended } = await begun(server);
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
    expect((await get(server, '/health/live')).status).toBe(200);
    const refused = await get(server, '/');
    expect(refused).toMatchObject({
      status: 503,
      headers: { connection: 'close', 'retry-after': '1' },
      body: { errors: [{ extensions: { code: 'UNAVAILABLE' } }] },
    });
    expect(isStopped).toBe(false);

    request.end(body);
    const response = await ended;
    expect([response.statusCode, response.headers.connection]).toEqual([200, 'close']);
    expect(await json(response)).toMatchObject({ data: { predictPlainV1: { predictions: [{}] } } });
    await stopping;
    await expect(get(server, '/health/live')).rejects.toThrow(/ECONNREFUSED|ECONNRESET|hang up/);
    expect(log.lines.map(({ message }) => message)).toEqual(expect.arrayContaining(['draining', 'stopped']));
  });

  it('does not wait for connections that nobody uses', async () => {
    const server = await startWithModel();
    await get(server, '/health/live');
    await server.stop();
    await expect(get(server, '/health/live')).rejects.toThrow(/ECONNREFUSED|ECONNRESET|hang up/);
  });

  it('does not wait for clients that have gone', async () => {
    const server = await startWithModel();
    const { request } = await begun(server);
    const stopping = server.stop();
    request.destroy();
    await stopping;
  });

  it('cuts what takes too long', async () => {
    const server = await startWithModel(50);
    const { ended } = await begun(server);
    await server.stop();
    await expect(ended).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(log.lines.map(({ message }) => message)).toContain('cutting requests that took too long');
  });

  it('stops once, however often it is told to', async () => {
    const server = await startWithModel();
    const { request, ended } = await begun(server);
    const all = Promise.all([server.stop(), server.stop()]);
    request.end(body);
    expect((await ended).statusCode).toBe(200);
    await all;
    await server.stop();
    expect(log.lines.filter(({ message }) => message === 'stopped')).toHaveLength(1);
  });
});
