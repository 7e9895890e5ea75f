import { createLogger, type Environment, readEnvironment } from '../../src/server';
import { type Listener, listen } from '../../src/server/http/listen';
import { openServer, type Server, type ServerOptions } from '../../src/server/server';
import { LogLines } from './log-lines';

/** A server in this process that is handed its connections, as a worker is. */
export interface ListeningServer {
  readonly url: string;
  readonly server: Server;
  readonly log: LogLines;
  /** Accepts no more connections and drains. */
  stop(): Promise<void>;
}

/** Serves a registry on a free port; whoever starts it stops it. */
export async function listeningServer(
  registry: string,
  options: ServerOptions = {},
  overrides: Partial<Environment> = {},
): Promise<ListeningServer> {
  const environment = { ...readEnvironment({ PREDICTQL_REGISTRY: registry }), ...overrides };
  const log = new LogLines();
  const server = await openServer(environment, createLogger(environment, log), options);
  const listener: Listener = await listen((connection) => server.take(connection), {
    host: '127.0.0.1',
    port: 0,
  });
  return {
    url: listener.url,
    server,
    log,
    async stop() {
      listener.close();
      await server.drain();
    },
  };
}
