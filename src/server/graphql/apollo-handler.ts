import { Readable } from 'node:stream';
import { type ApolloServer, type BaseContext, HeaderMap } from '@apollo/server';
import type { FastifyRequest, RouteHandlerMethod } from 'fastify';

/**
 * Hands requests to Apollo and its answers back. The URL of a request is taken apart, not parsed: whoever
 * sends it decides on its host, which need not be one.
 */
export function apolloHandler<Context extends BaseContext>(
  apollo: ApolloServer<Context>,
  contextOf: (request: FastifyRequest) => Context | Promise<Context>,
): RouteHandlerMethod {
  return async (request, reply) => {
    const { method, body, url } = request;
    const queryStart = url.indexOf('?');
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method,
        headers: headersOf(request),
        search: queryStart < 0 ? '' : url.slice(queryStart),
        body,
      },
      context: async () => contextOf(request),
    });
    reply.code(answer.status ?? 200);
    for (const [name, value] of answer.headers) reply.header(name, value);
    return reply.send(
      answer.body.kind === 'complete' ? answer.body.string : Readable.from(answer.body.asyncIterator),
    );
  };
}

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}
