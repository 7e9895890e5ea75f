import type { FastifyRequest } from 'fastify';

/** The document of a GraphQL request; undefined when it holds none, as persisted queries do not. */
export function sourceOf({ method, query, body }: FastifyRequest): string | undefined {
  const { query: source } = (method === 'GET' ? query : (body ?? {})) as { readonly query?: unknown };
  return typeof source === 'string' ? source : undefined;
}

/** The variables of a GraphQL request as they came. */
export function variablesOf({ method, query, body }: FastifyRequest): unknown {
  return ((method === 'GET' ? query : (body ?? {})) as { readonly variables?: unknown }).variables;
}
