import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * The end of a server, in which nothing is lost: it goes on answering, says with every answer that the
 * connection ends with it, and is done when no connection is left.
 *
 * A connection that nobody uses has to be closed by the server, and a request that the client sends in that
 * very moment is lost. That takes a client which sends just after a pause, within the time a packet needs.
 * So they are closed only after a while: busy clients have sent again by then and know that it is over,
 * and those that have not are unlikely to do so at that instant.
 */
export class Draining {
  readonly #connections = new Set<Socket>();
  #isDraining = false;
  #whenDone = () => {};

  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** Keeps account of an app's connections. */
  watch(app: FastifyInstance): void {
    app.server.on('connection', (connection: Socket) => {
      this.#connections.add(connection);
      connection.once('close', () => this.#end(connection));
    });
    app.addHook('onSend', (_, reply, payload, done) => {
      if (this.#isDraining) reply.header('connection', 'close');
      done(null, payload);
    });
  }

  /**
   * Begins the end; resolves once all connections are closed.
   *
   * @param lingerMs - how long connections that nobody uses are kept
   */
  async begin(app: FastifyInstance, lingerMs: number): Promise<void> {
    this.#isDraining = true;
    const closeIdle = setTimeout(() => {
      app.server.closeIdleConnections();
      // To Node a connection is busy until its first request has come.
      for (const connection of this.#connections) if (connection.bytesRead === 0) connection.destroy();
    }, lingerMs);
    if (this.#connections.size > 0) {
      await new Promise<void>((resolve) => {
        this.#whenDone = resolve;
      });
    }
    clearTimeout(closeIdle);
  }

  /** Closes all connections, with whatever is under way on them. */
  cut(): void {
    for (const connection of this.#connections) connection.destroy();
  }

  #end(connection: Socket): void {
    this.#connections.delete(connection);
    if (this.#isDraining && this.#connections.size === 0) this.#whenDone();
  }
}
