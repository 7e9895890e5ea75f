import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request that came, and what can be done with it. What is done with nothing never gets an answer. */
export interface Exchange {
  readonly method: string;
  /** Path and query, decoded. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Asks the server behind. */
  forward(): Promise<Answer>;
  answer(answer: Partial<Answer> & Pick<Answer, 'status'>): void;
  /** Sends the head of an answer and the first bytes of its body, and breaks off. */
  breakOff(answer: Answer, afterBytes: number): void;
  /** Breaks the connection without an answer. */
  cut(): void;
}

/**
 * A server between the tests and S3, or in its place, that lets requests go wrong. It answers while the tests
 * of the file or suite run.
 *
 * @returns its URL, once a test runs
 */
export function useProxy(handle: (exchange: Exchange) => Promise<void>): () => string {
  // Now: the tests may set the variable to the proxy itself.
  const behind = process.env.S3_ENDPOINT;
  const server = createServer((incoming, response) => {
    void (async () => {
      const body = await buffer(incoming);
      const { method = '', url = '', headers } = incoming;
      await handle({
        method,
        path: decodeURIComponent(url),
        headers,
        body,
        forward: () => ask(new URL(url, behind), method, headers, body),
        answer: ({ status, headers: answered = {}, body: content = '' }) => {
          response.writeHead(status, answered).end(content);
        },
        breakOff: (answer, afterBytes) => breakOff(response, answer, afterBytes),
        cut: () => response.destroy(),
      });
    })();
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  return () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function ask(url: URL, method: string, headers: IncomingHttpHeaders, body: Buffer): Promise<Answer> {
  const kept = Object.entries(headers).filter(([name]) => name !== 'connection');
  const asked = request(url, { method, headers: Object.fromEntries(kept) });
  asked.end(body);
  const [answer] = await once(asked, 'response');
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
}

function breakOff(response: ServerResponse, { status, headers, body }: Answer, afterBytes: number): void {
  response.writeHead(status, headers);
  response.write(body.subarray(0, afterBytes), () => {
    response.destroy();
  });
}
