import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

/**
 * The headers by which browsers are told to be careful, as helmet chooses them. None depends on the request,
 * so that they are made once.
 *
 * @param hasLandingPage - the page loads Apollo Sandbox from Apollo's site, which a strict policy would forbid
 */
export function securityHeaders(hasLandingPage: boolean): Readonly<Record<string, string>> {
  const apply = hasLandingPage
    ? helmet({ contentSecurityPolicy: false, crossOriginEmbedderPolicy: false })
    : helmet();
  const headers: Record<string, string> = {};
  const response = {
    setHeader(name: string, value: string) {
      headers[name.toLowerCase()] = value;
    },
    removeHeader() {},
  };
  apply({} as IncomingMessage, response as unknown as ServerResponse, (error) => {
    if (error instanceof Error) throw error;
  });
  return headers;
}
