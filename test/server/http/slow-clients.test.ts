import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { createContractCheck } from '../../../src/resolvers';
import { Catalog } from '../../../src/runtime';
import { createLogger, readEnvironment } from '../../../src/server';
import { createApp } from '../../../src/server/app';
import { LogLines } from '../../support/log-lines';
import { contractOf } from '../../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../../support/tiny-registry';

let registry: TinyRegistry;
let app: FastifyInstance;
const log = new LogLines();

beforeAll(async () => {
  registry = await tinyRegistry();
  await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
  const environment = readEnvironment({ PREDICTQL_MAX_BODY_BYTES: '10000' });
  const catalog = await Catalog.open(registry.registry, createContractCheck());
  const patience = { headersMs: 200, requestMs: 200, checkMs: 20 };
  app = await createApp({ catalog, environment, logger: createLogger(environment, log), patience });
  await app.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await app.close();
  await registry.remove();
});

/** What comes back when these bytes are sent and nothing more. */
async function answerTo(bytes: string | Buffer): Promise<{ status: number; body: string }> {
  const { port } = app.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes);
  const answer = await text(socket);
  const [head, body] = answer.split('\r\n\r\n');
  expect(head.toLowerCase()).not.toMatch(/^(server|x-powered-by):/m);
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), body };
}

const post = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';

describe('a connection', () => {
  it.each<[string, string, number, string, RegExp]>([
    [
      'whose headers do not end',
      'POST /graphql HTTP/1.1\r\nhost: a\r\nx-a: ',
      408,
      'REQUEST_TIMEOUT',
      /must come faster/,
    ],
    [
      'whose body does not come',
      `${post}content-length: 100\r\n\r\n{"query`,
      408,
      'REQUEST_TIMEOUT',
      /must come faster/,
    ],
    [
      'whose chunks do not end',
      `${post}transfer-encoding: chunked\r\n\r\n7\r\n{"query\r\n`,
      408,
      'REQUEST_TIMEOUT',
      /must come faster/,
    ],
    [
      'with headers of 20 KB',
      `GET / HTTP/1.1\r\nhost: a\r\nx-a: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
      /must be shorter/,
    ],
    ['that does not speak HTTP', 'hello\r\n\r\n', 400, 'BAD_REQUEST', /must be HTTP/],
    [
      'with two lengths',
      `${post}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`,
      400,
      'BAD_REQUEST',
      /must be HTTP/,
    ],
    [
      'with a length and chunks',
      `${post}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      'BAD_REQUEST',
      /must be HTTP/,
    ],
  ])('%s is answered in JSON and ended', async (_, bytes, expectedStatus, code, message) => {
    const { status, body } = await answerTo(bytes);
    const [error] = JSON.parse(body).errors;
    expect([status, error.extensions.code]).toEqual([expectedStatus, code]);
    expect(error.message).toMatch(message);
  });

  it('that comes without a word is ended', async () => {
    expect((await answerTo('')).status).toBe(408);
  });

  it('that sends too much gets its answer to the end', async () => {
    const { port } = app.server.address() as AddressInfo;
    const body = ' '.repeat(5_000_000);
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(413);
    expect(response.headers.get('connection')).not.toBe('close');
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }] });
  });

  it('that is refused is told in the log', async () => {
    await answerTo('hello\r\n\r\n');
    expect(await log.line(({ message }) => message === 'refused')).toMatchObject({ level: 'info' });
  });
});
