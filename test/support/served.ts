import { type CliOptions, type RunningCli, startCli } from './cli';

/** What a GraphQL server answers. */
export interface Answer<Data> {
  readonly data?: Data;
  readonly errors?: readonly { readonly message: string }[];
}

/** A server in a process of its own, on a free port. */
export interface Served extends RunningCli {
  readonly url: string;
  /** Sends a GraphQL request and returns what came back. */
  ask<Data>(query: string, variables?: object): Promise<Answer<Data>>;
}

/** Starts `predictql serve`; whoever starts it sees to it that it ends. */
export async function serve(registry: string, options?: CliOptions): Promise<Served> {
  const server = startCli(['serve', '--port', '0', '--registry', registry], options);
  const [, url] = await server.waitFor('stdout', /"url":"([^"]+)"/);
  return {
    ...server,
    url,
    async ask<Data>(query: string, variables: object = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer<Data>;
    },
  };
}
