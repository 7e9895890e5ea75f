import { join } from 'node:path';
import type { ServerCommand } from './load/server-process';
import { commandLine } from './trained-registry';

/** predictql as an operator would start it, open to all and without a limit on the requests of one client. */
export function predictql(registry: string, env: Readonly<Record<string, string>> = {}): ServerCommand {
  return {
    script: [commandLine, 'serve', '--registry', registry],
    env: { WEB_CONCURRENCY: '1', PREDICTQL_ALLOW_ANONYMOUS: '1', PREDICTQL_RATE_LIMIT: '0', ...env },
    readyPath: '/health/ready',
    graphqlPath: '/graphql',
  };
}

/** An Apollo server of the bench: it answers at its root. */
export function apollo(script: string, ...args: readonly string[]): ServerCommand {
  return { script: [join(__dirname, script), ...args], readyPath: '/?query={__typename}', graphqlPath: '/' };
}

export const echo: ServerCommand = {
  script: [join(__dirname, 'serving/echo.js')],
  readyPath: '/',
  graphqlPath: '/',
};
