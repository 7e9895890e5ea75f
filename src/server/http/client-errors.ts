import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '../log/logging';
import { errorBody } from './http-errors';

/** By the code of Node's error: what came was no request, not all of one, or too much of one. */
const answers: Readonly<Record<string, readonly [status: number, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request must come faster. Send it again.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers and the path must be shorter. Send long queries by POST.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The chunks of the body must have shorter extensions.'],
};
const otherwise = [400, 'The request must be HTTP/1.1.'] as const;

/** Answers in JSON what Node refuses before there is a request. The connection ends with it. */
export function createClientErrorHandler(
  logger: Logger,
): (error: Error & { readonly code?: string }, socket: Socket) => void {
  return (error, socket) => {
    const { code = '' } = error;
    if (code === 'ECONNRESET' || socket.destroyed) return;
    const [status, message] = answers[code] ?? otherwise;
    logger.info('refused', { status, code });
    if (socket.writable) {
      const body = JSON.stringify(errorBody(status, message));
      const head = [
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
        'content-type: application/json; charset=utf-8',
        `content-length: ${Buffer.byteLength(body)}`,
        'connection: close',
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    }
    socket.destroySoon();
  };
}
