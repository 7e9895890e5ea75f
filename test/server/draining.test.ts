import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import { Draining } from '../../src/server/draining';

let app: FastifyInstance;
let draining: Draining;
let answer: () => void;
/** Called when a slow request is with its handler. */
let reach: () => void;

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
  app.get('/health/live', async () => ({ alive: true }));
});

afterEach(async () => {
  answer();
  await app.close();
});

describe('draining', () => {
  it('ends at once when nothing had begun', async () => {
    await draining.begin();
    expect(draining.isDraining).toBe(true);
  });

  it('ends when the last of what had begun is answered', async () => {
    await app.ready();
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const slow = app.inject('/slow').then((response) => response);
    await reached;
    let isDone = false;
    const done = draining.begin().then(() => {
      isDone = true;
    });
    expect((await app.inject('/slow')).statusCode).toBe(503);
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    expect(isDone).toBe(false);
    answer();
    expect((await slow).json()).toEqual({ done: true });
    await done;
  });

  it('can be cut short, whichever socket the requests came by', async () => {
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as { port: number };
    const request = httpRequest({ host: '127.0.0.1', port, path: '/slow' }).end();
    const failed = once(request, 'response').catch((error: NodeJS.ErrnoException) => error.code);
    await new Promise<void>((resolve) => {
      reach = resolve;
    });
    const done = draining.begin();
    draining.cut();
    await done;
    expect(await failed).toBe('ECONNRESET');
  });
});
