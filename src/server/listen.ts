import type { FastifyInstance } from 'fastify';
import { PredictqlError } from '../contract';
import type { Environment } from './environment';

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process listens there',
  EACCES: 'no permission to listen there',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'no answer about that host',
};

/**
 * Starts to listen.
 *
 * @returns where it answers: `http://localhost:4000`
 * @throws PredictqlError `PORT_UNAVAILABLE`
 */
export async function listen(app: FastifyInstance, { host, port }: Environment): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    await app.close();
    const { code = '', message } = cause as NodeJS.ErrnoException;
    throw new PredictqlError(
      'PORT_UNAVAILABLE',
      {
        subject: `Port ${port} of ${host}`,
        expected: 'be free to listen on',
        received: reasons[code] ?? message,
        remedy: 'Set PORT or HOST to another one.',
      },
      { cause },
    );
  }
  const address = app.server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${reachable(host)}:${bound}`;
}

/** A name by which this machine reaches the host it listens on. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
