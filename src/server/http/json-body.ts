import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { httpRefusal } from './http-refusal';
import { findNoNumber, maxJsonDepth, nestsTooDeep } from './json-faults';

const charsetParameter = /;\s*charset\s*=\s*"?([^\s;"]*)/i;

/** A level takes JSON.parse 0.1 µs: so many bytes of them take it 6 ms. */
const harmlessBytes = 64 * 1024;

function isUtf8Type(type = 'application/json'): boolean {
  if (type === 'application/json') return true;
  const charset = charsetParameter.exec(type)?.[1];
  return charset === undefined || charset.toLowerCase() === 'utf-8';
}

/**
 * Takes bodies of JSON in UTF-8 and no others: neither compressed nor in another encoding, which parsers
 * along the way could read in different ways.
 */
export function mountJsonBody(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers }, reply, done) => {
    const encoding = headers['content-encoding'] ?? 'identity';
    if (encoding.toLowerCase() !== 'identity') {
      reply.header('accept-encoding', 'identity');
      done(httpRefusal(415, 'The body must not be compressed. Send it without content-encoding.'));
    } else if (isUtf8Type(headers['content-type'])) done();
    else done(httpRefusal(415, 'The body must be in UTF-8. Send it with content-type: application/json.'));
  });
  app.removeAllContentTypeParsers();
  // What browsers send without asking first. Apollo has words for it.
  app.addContentTypeParser('text/plain', { parseAs: 'buffer' }, (_, __, done) => done(null));
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(body)) {
      done(httpRefusal(400, 'The body must be in UTF-8, got bytes that are not.'));
      return;
    }
    if (body.length > harmlessBytes && nestsTooDeep(body)) {
      done(httpRefusal(400, `The body must nest at most ${maxJsonDepth} levels deep.`));
      return;
    }
    const text = body.toString();
    void parse(request, text, (error, value) => {
      const found = error === null ? undefined : findNoNumber(text);
      if (found === undefined) done(error, value);
      else done(httpRefusal(400, `The body must be JSON, got ${found}. Send null for a missing value.`));
    });
  });
}
