import type { IncomingHttpHeaders } from 'node:http';
import { unauthenticated } from './unauthenticated';

/** Longer than any key, and than tokens are. */
const longest = 8192;

/**
 * The key or token of a request: `authorization: Bearer <key>` or `x-api-key: <key>`.
 *
 * @returns undefined when it carries none
 * @throws PredictqlError `UNAUTHENTICATED` when the headers hold something else
 */
export function credentialOf(headers: IncomingHttpHeaders): string | undefined {
  const { authorization, 'x-api-key': apiKey } = headers;
  if (authorization === undefined && apiKey === undefined) return undefined;
  if (authorization !== undefined && apiKey !== undefined) throw unauthenticated('two keys');
  const credential = typeof apiKey === 'string' ? apiKey : /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (credential === undefined || credential === '' || credential.length > longest) {
    throw unauthenticated('something else in its header');
  }
  return credential;
}
