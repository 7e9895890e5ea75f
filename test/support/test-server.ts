import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { Violation } from '../../src/contract';
import type { Registry } from '../../src/registry';
import { createContractCheck } from '../../src/resolvers';
import { Catalog } from '../../src/runtime';
import { createLogger, type Environment, readEnvironment } from '../../src/server';
import { createApp } from '../../src/server/app';
import { predictorOptions } from '../../src/server/environment/predictor-options';
import { LogLines } from './log-lines';

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly locations?: readonly unknown[];
  readonly extensions: {
    readonly code: string;
    readonly violations?: readonly Violation[];
    readonly requestId?: string;
  };
}

export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: LightMyRequestResponse['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of it.
  readonly data: any;
  readonly errors: readonly GraphqlError[];
  /** The whole body as it came. */
  readonly text: string;
}

export interface TestServer {
  readonly app: FastifyInstance;
  readonly catalog: Catalog;
  readonly log: LogLines;
  graphql(
    query: string,
    variables?: object,
    more?: { readonly operationName?: string },
  ): Promise<GraphqlAnswer>;
  close(): Promise<void>;
}

/** A server in process, without a port, that offers a registry. */
export async function testServer(
  registry: Registry,
  overrides: Partial<Environment> = {},
): Promise<TestServer> {
  const environment = { ...readEnvironment({}), ...overrides };
  const log = new LogLines();
  // A thread that jest started could not load the sources.
  const runtime = { ...predictorOptions(environment), threadAboveMs: Number.POSITIVE_INFINITY };
  const catalog = await Catalog.open(registry, createContractCheck(), { runtime });
  const app = await createApp({ catalog, environment, logger: createLogger(environment, log) });
  return {
    app,
    catalog,
    log,
    async graphql(query, variables, more) {
      const response = await app.inject({
        method: 'POST',
        url: '/graphql',
        payload: { query, variables, ...more },
      });
      const { data, errors = [] } = response.json();
      return { status: response.statusCode, headers: response.headers, data, errors, text: response.body };
    },
    close: () => app.close(),
  };
}
