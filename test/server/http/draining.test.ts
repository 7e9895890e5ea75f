import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { Draining } from '../../../src/server/http/draining';

let app: FastifyInstance;
let draining: Draining;
let answer: () => void;
/** Called when a slow request is with its handler. */
let reach: () => void;
let agent: Agent;
let port: number;

beforeEach(async () => {
  draining = new Draining();
  app = fastify();
  draining.watch(app);
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  reach = () => {};
  app.get('/slow', async () => {
    reach();
    await answered;
    return { done: true };
  });
  app.get('/', async () => ({ alive: true }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = app.server.address() as { port: number });
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
});

afterEach(async () => {
  answer();
  agent.destroy();
  await app.close();
});

/** An answer over the one connection of the agent. */
async function get(path: string): Promise<IncomingMessage> {
  const [response] = await once(httpRequest({ host: '127.0.0.1', port, path, agent }).end(), 'response');
  response.resume();
  await once(response, 'end');
  return response;
}

async function connected(): Promise<Socket> {
  const accepted = once(app.server, 'connection');
  const client = connect(port, '127.0.0.1');
  client.on('error', () => {}).resume();
  await accepted;
  return client;
}

/** Whether something has happened by the time everything has run that can. */
async function isDone(something: Promise<unknown>): Promise<boolean> {
  return Promise.race([
    something.then(() => true),
    new Promise<boolean>((resolve) => setImmediate(() => setImmediate(() => resolve(false)))),
  ]);
}

/** Longer than any test. */
const forever = 2 ** 31 - 1;

describe('draining', () => {
  it('ends at once when there is no connection', async () => {
    await draining.begin(app, forever);
    expect(draining.isDraining).toBe(true);
  });

  it('ends when what had begun is answered, and its connection closed', async () => {
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const slow = get('/slow');
    await reached;
    const done = draining.begin(app, forever);
    expect(await isDone(done)).toBe(false);
    answer();
    expect((await slow).headers.connection).toBe('close');
    await done;
  });

  it('answers what comes later on an open connection, and closes that then', async () => {
    expect((await get('/')).headers.connection).toBe('keep-alive');
    const done = draining.begin(app, forever);
    expect(await isDone(done)).toBe(false);
    const { statusCode, headers } = await get('/');
    expect([statusCode, headers.connection]).toEqual([200, 'close']);
    await done;
  });

  it('waits for connections that nobody uses for a while only', async () => {
    await get('/');
    const neverUsed = await connected();
    const done = draining.begin(app, 20);
    expect(await isDone(done)).toBe(false);
    await done;
    neverUsed.destroy();
  });

  it('lets a request end that came before the while was over', async () => {
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const slow = get('/slow');
    await reached;
    const unused = await connected();
    const done = draining.begin(app, 20);
    await once(unused, 'close');
    expect(await isDone(done)).toBe(false);
    answer();
    expect((await slow).statusCode).toBe(200);
    await done;
  });

  it('can be cut short', async () => {
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const failed = get('/slow').catch((error: NodeJS.ErrnoException) => error.code);
    await reached;
    const done = draining.begin(app, forever);
    draining.cut();
    await done;
    expect(await failed).toBe('ECONNRESET');
  });
});
