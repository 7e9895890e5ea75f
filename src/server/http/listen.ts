import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { PredictqlError } from '../../contract';
import type { Environment } from '../environment/environment';

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process listens there',
  EACCES: 'no permission to listen there',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'no answer about that host',
};

/** Connections that the system keeps until they are accepted; the system's own limit may be lower. */
const backlog = 1024;

/** A port that is listened on. */
export interface Listener {
  /** Where it answers: `http://localhost:4000`. */
  readonly url: string;
  /** Accepts no more connections; those that were accepted go on. */
  close(): void;
}

/**
 * Starts to listen, on every address of this machine when the host is `localhost`, since clients may mean
 * either.
 *
 * @param admit - is given every connection, before anything of it is read
 * @throws PredictqlError `PORT_UNAVAILABLE`
 */
export async function listen(
  admit: (connection: Socket) => void,
  { host, port }: Pick<Environment, 'host' | 'port'>,
): Promise<Listener> {
  const servers: Server[] = [];
  const close = () => {
    for (const server of servers) server.close();
  };
  try {
    const [first, ...others] = await addressesOf(host);
    const { server, bound } = await bind(admit, first, port);
    servers.push(server);
    for (const address of others) {
      const other = await bind(admit, address, bound).catch(unlessAbsent);
      if (other !== undefined) servers.push(other.server);
    }
    return { url: `http://${reachable(host)}:${bound}`, close };
  } catch (cause) {
    close();
    throw portUnavailable(host, port, cause as NodeJS.ErrnoException);
  }
}

/** A machine may know an address of itself by name and have it switched off. */
function unlessAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'EADDRNOTAVAIL' && error.code !== 'EAFNOSUPPORT') throw error;
}

async function addressesOf(host: string): Promise<string[]> {
  if (host !== 'localhost') return [host];
  const found = await lookup(host, { all: true });
  return [...new Set(found.map(({ address }) => address))];
}

async function bind(
  admit: (connection: Socket) => void,
  host: string,
  port: number,
): Promise<{ server: Server; bound: number }> {
  const server = createServer({ pauseOnConnect: true, noDelay: true }, (connection) => {
    // Nothing is read here, so that nothing can be done about it here either.
    connection.on('error', () => {});
    admit(connection);
  });
  server.listen({ host, port, backlog });
  await once(server, 'listening');
  const address = server.address();
  return { server, bound: typeof address === 'object' && address !== null ? address.port : port };
}

/** A name by which this machine reaches the host it listens on. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function portUnavailable(host: string, port: number, cause: NodeJS.ErrnoException): PredictqlError {
  return new PredictqlError(
    'PORT_UNAVAILABLE',
    {
      subject: `Port ${port} of ${host}`,
      expected: 'be free to listen on',
      received: reasons[cause.code ?? ''] ?? cause.message,
      remedy: 'Set PORT or HOST to another one.',
    },
    { cause },
  );
}
