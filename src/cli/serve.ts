import { createLogger, type RunningServer, readEnvironment, startServer } from '../server';
import { exitCodeOfSignal } from './exit-code';
import { trainMissing } from './train-missing';

export interface ServeCommandOptions {
  readonly registry: string;
  readonly port?: string;
  readonly host?: string;
  /** Train what the registry lacks first. */
  readonly train?: boolean;
  /** Log lines as JSON on a terminal too. */
  readonly json?: boolean;
}

/** `predictql serve`: answers GraphQL until it is told to stop. */
export async function serveCommand(options: ServeCommandOptions): Promise<void> {
  const { registry, port, host } = options;
  const environment = readEnvironment({
    ...process.env,
    PREDICTQL_REGISTRY: registry,
    ...(port !== undefined && { PORT: port }),
    ...(host !== undefined && { HOST: host }),
  });
  if (options.train) {
    const exitCode = await trainMissing(environment.registry);
    if (exitCode !== 0) {
      process.exitCode = exitCode;
      return;
    }
  }
  const { isProduction, logLevel } = environment;
  const logger = createLogger({ logLevel, isProduction: isProduction || options.json === true });
  let server: RunningServer | undefined;
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // Nothing to answer yet, or somebody who does not want to wait.
    if (server === undefined || stopping) process.exit(exitCodeOfSignal(signal));
    stopping = true;
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error('stopping failed', { error });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  server = await startServer(environment, logger);
}
