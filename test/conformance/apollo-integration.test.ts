import type { AddressInfo } from 'node:net';
import { ApolloServer, type ApolloServerOptions, type BaseContext } from '@apollo/server';
import {
  type CreateServerForIntegrationTestsOptions,
  type CreateServerForIntegrationTestsResult,
  defineIntegrationTestSuite,
} from '@apollo/server-integration-testsuite';
import { createLogger, readEnvironment } from '../../src/server';
import { apolloHandler } from '../../src/server/graphql/apollo-handler';
import { Draining } from '../../src/server/http/draining';
import { createHttpServer } from '../../src/server/http/http-server';
import { LogLines } from '../support/log-lines';

/** Serves a schema of the suite by all that stands between the network and Apollo here. */
async function createServer(
  config: unknown,
  options?: CreateServerForIntegrationTestsOptions,
): Promise<CreateServerForIntegrationTestsResult> {
  const environment = readEnvironment({});
  const logger = createLogger(environment, new LogLines());
  const { app } = await createHttpServer({ environment, logger, draining: new Draining() });
  const server = new ApolloServer(config as ApolloServerOptions<BaseContext>);
  await server.start();
  app.route({
    method: app.supportedMethods,
    url: '/',
    handler: apolloHandler(server, options?.context ?? (async () => ({}))),
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  // The suite declares its own copy of Apollo; jest.config.js sees to it that there is one.
  return { server: server as never, url: `http://127.0.0.1:${port}`, extraCleanup: () => app.close() };
}

defineIntegrationTestSuite(createServer, { noIncrementalDelivery: true });
