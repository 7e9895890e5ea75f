import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A span as OTLP has it. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
  readonly status?: { readonly code: number };
}

interface Message {
  readonly resourceSpans: readonly [
    {
      readonly resource: { readonly attributes: CollectedSpan['attributes'] };
      readonly scopeSpans: readonly [{ readonly spans: readonly CollectedSpan[] }];
    },
  ];
}

/** A collector of traces that keeps what it gets. */
export interface Collector {
  readonly url: string;
  /** What it answers with from here on. */
  status: number;
  readonly messages: {
    readonly headers: IncomingHttpHeaders;
    readonly path: string;
    readonly body: Message;
  }[];
  readonly spans: readonly CollectedSpan[];
  close(): Promise<void>;
}

export async function startCollector(): Promise<Collector> {
  const messages: Collector['messages'] = [];
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      messages.push({ headers: request.headers, path: request.url ?? '', body: body as Message });
      response.writeHead(collector.status).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const collector: Collector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    status: 200,
    messages,
    get spans() {
      return messages.flatMap(({ body }) => body.resourceSpans[0].scopeSpans[0].spans);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return collector;
}

/** The attributes of a span as an object. */
export function attributesOf({ attributes }: Pick<CollectedSpan, 'attributes'>): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
