import type { FastifyInstance, FastifyRequest } from 'fastify';
import { errorBody } from './http-errors';

/**
 * The end of a server: it answers what it has begun and refuses the rest. Probes are answered to the end,
 * so that a load balancer sees the server go.
 */
export class Draining {
  #isDraining = false;
  readonly #begun = new Set<FastifyRequest>();
  #whenDone = () => {};

  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** Keeps account of an app's requests. */
  watch(app: FastifyInstance): void {
    app.addHook('onRequest', async (request, reply) => {
      if (!this.#isDraining) {
        this.#begun.add(request);
        return;
      }
      if (request.url.startsWith('/health/')) return;
      const message = 'The server is about to stop. Send the request again: another one will answer it.';
      return reply.code(503).header('retry-after', '1').send(errorBody(503, message));
    });
    app.addHook('onSend', async (_, reply) => {
      // Else the connection would stay open for the next request, and the server with it.
      if (this.#isDraining) reply.header('connection', 'close');
    });
    // Of a request whose client has gone as well.
    app.addHook('onResponse', async (request) => this.#end(request));
    app.addHook('onRequestAbort', async (request) => this.#end(request));
  }

  /** From here on new requests are refused; resolves once all that had begun are answered. */
  async begin(): Promise<void> {
    this.#isDraining = true;
    if (this.#begun.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#whenDone = resolve;
    });
  }

  /** Closes the connections of all requests that are not answered yet. */
  cut(): void {
    for (const request of this.#begun) request.raw.destroy();
  }

  #end(request: FastifyRequest): void {
    this.#begun.delete(request);
    if (this.#isDraining && this.#begun.size === 0) this.#whenDone();
  }
}
