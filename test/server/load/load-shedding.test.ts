import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../../../src/server';
import type { LoadGauge } from '../../../src/server/load/load-gauge';
import { shedLoad } from '../../../src/server/load/load-shedding';

let server: Server;
let url: string;
let hasRoom = true;
const seen: (string | undefined)[] = [];
const warnings: unknown[][] = [];
const shed = jest.fn();

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.url);
    response.end('served');
  });
  const gauge = { takes: () => hasRoom } as LoadGauge;
  const logger = { warn: (...line: unknown[]) => warnings.push(line) } as unknown as Logger;
  shedLoad(server, gauge, logger, shed);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

describe('a server that sheds load', () => {
  it('serves while there is room', async () => {
    hasRoom = true;
    expect(await (await fetch(`${url}/graphql`, { method: 'POST', body: '{}' })).text()).toBe('served');
    expect(shed).not.toHaveBeenCalled();
  });

  it('refuses GraphQL when there is none, and nothing behind it sees the request', async () => {
    hasRoom = false;
    seen.length = 0;
    const headers = { 'x-request-id': 'mine' };
    for (const method of ['POST', 'GET']) {
      const response = await fetch(`${url}/graphql`, {
        method,
        headers,
        ...(method === 'POST' && { body: '{}' }),
      });
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('1');
      expect(response.headers.get('x-request-id')).toBe('mine');
      expect(await response.json()).toEqual({
        errors: [
          {
            message:
              'The server must have time for the request, got more requests than it can answer soon. Send it again in a second.',
            extensions: { code: 'OVERLOADED' },
          },
        ],
      });
    }
    expect(seen).toEqual([]);
    expect(shed).toHaveBeenCalledTimes(2);
  });

  it('answers probes all the same', async () => {
    hasRoom = false;
    for (const path of ['/health/live', '/health/ready', '/metrics']) {
      expect(await (await fetch(url + path)).text()).toBe('served');
    }
  });

  it('logs once a second how many it refused', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
    hasRoom = false;
    warnings.length = 0;
    // The refusals of the tests before belong to lines of their own.
    const own = createServer(() => {});
    const logger = { warn: (...line: unknown[]) => warnings.push(line) } as unknown as Logger;
    shedLoad(own, { takes: () => false } as LoadGauge, logger);
    const response = { writeHead: () => response, end: () => {} };
    for (let request = 0; request < 5; request++)
      own.emit('request', { url: '/graphql', headers: {} }, response);
    expect(warnings).toEqual([]);
    jest.advanceTimersByTime(1000);
    expect(warnings).toEqual([['requests refused: overloaded', { requests: 5 }]]);
    jest.useRealTimers();
  });
});
