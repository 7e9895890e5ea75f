import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createLogger, readEnvironment, startServer } from '../server';

export interface ServeCommandOptions {
  readonly registry: string;
  readonly port?: string;
  readonly host?: string;
  /** Train what the registry lacks first. */
  readonly train: boolean;
}

/** `predictql serve`: answers GraphQL until it is told to stop. */
export async function serveCommand({ registry, port, host, train }: ServeCommandOptions): Promise<void> {
  const environment = readEnvironment({
    ...process.env,
    PREDICTQL_REGISTRY: registry,
    ...(port !== undefined && { PORT: port }),
    ...(host !== undefined && { HOST: host }),
  });
  if (train && !(await trainMissing(environment.registry))) return;
  const server = await startServer(environment, createLogger(environment));
  let stopping = false;
  const stop = () => {
    // A second signal is somebody who does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    void server.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** Trains in a process of its own, whose memory the server need not keep. Returns whether all went well. */
async function trainMissing(registry: string): Promise<boolean> {
  const child = spawn(
    process.execPath,
    [join(__dirname, 'main.js'), 'train', '--missing', '--registry', registry],
    {
      stdio: 'inherit',
    },
  );
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.once('SIGTERM', forward).once('SIGINT', forward);
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('SIGTERM', forward).off('SIGINT', forward);
  process.exitCode = code ?? 1;
  return code === 0;
}
