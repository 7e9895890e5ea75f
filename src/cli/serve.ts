import { isatty } from 'node:tty';
import { createLogger, readEnvironment, Supervisor } from '../server';
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
  const log = {
    logLevel: environment.logLevel,
    isProduction: environment.isProduction || options.json === true,
  };
  const logger = createLogger(log);
  const supervisor = new Supervisor(environment, logger, log);
  let serves = false;
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // Nothing to answer yet, or somebody who does not want to wait.
    if (!serves || stopping) {
      supervisor.kill();
      process.exit(exitCodeOfSignal(signal));
    }
    stopping = true;
    supervisor.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error('stopping failed', { error });
        supervisor.kill();
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  const hadTerminal = isatty(process.stdout.fd);
  process.on('SIGHUP', () => {
    // A terminal that was closed says so with the same signal.
    if (hadTerminal && !isatty(process.stdout.fd)) stop('SIGHUP');
    else if (serves && !stopping) supervisor.reload();
  });
  await supervisor.start();
  serves = true;
}
