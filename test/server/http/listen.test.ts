import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { type Listener, listen } from '../../../src/server/http/listen';

let listener: Listener | undefined;
let admitted: Socket[];

beforeEach(() => {
  admitted = [];
});

afterEach(() => {
  listener?.close();
  for (const connection of admitted) connection.destroy();
});

async function listenOn(host: string, port = 0): Promise<Listener> {
  listener = await listen((connection) => admitted.push(connection), { host, port });
  return listener;
}

async function connectTo(host: string, url: string): Promise<void> {
  const client = connect(Number(new URL(url).port), host);
  await once(client, 'connect');
  client.destroy();
}

describe('a listener', () => {
  it('says where it answers', async () => {
    expect((await listenOn('127.0.0.1')).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it.each(['0.0.0.0', '::', 'localhost'])('names a host that can be reached for %s', async (host) => {
    const { url } = await listenOn(host);
    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
    await connectTo('localhost', url);
  });

  it('answers on every address that is called localhost', async () => {
    const { lookup } = await import('node:dns/promises');
    const { url } = await listenOn('localhost');
    for (const { address } of await lookup('localhost', { all: true })) await connectTo(address, url);
  });

  it('reads nothing of a connection', async () => {
    const { url } = await listenOn('127.0.0.1');
    const client = connect(Number(new URL(url).port), '127.0.0.1');
    client.end('GET / HTTP/1.1\r\n\r\n');
    await once(client, 'finish');
    while (admitted.length === 0) await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(admitted[0].bytesRead).toBe(0);
    client.destroy();
  });

  it('gives the port free when it is closed', async () => {
    const { url } = await listenOn('127.0.0.1');
    listener?.close();
    const { port } = new URL(url);
    expect((await listenOn('127.0.0.1', Number(port))).url).toBe(url);
  });
});

describe('a port that cannot be listened on', () => {
  it('is named with the reason when it is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await expect(listenOn('127.0.0.1', port)).rejects.toMatchObject({
      code: 'PORT_UNAVAILABLE',
      message: `Port ${port} of 127.0.0.1 must be free to listen on, got another process listens there. Set PORT or HOST to another one.`,
    });
    other.close();
    await once(other, 'close');
  });

  it('is named with the reason when the host is not of this machine', async () => {
    await expect(listenOn('203.0.113.9')).rejects.toMatchObject({
      code: 'PORT_UNAVAILABLE',
      message: expect.stringContaining('got this machine has no such address'),
    });
  });
});
