import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

const main = join(__dirname, '../../dist/cli/main.js');

/** How a command ended. */
export interface CliResult {
  /** As a shell tells it: 130 for a command that SIGINT ended. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions extends Pick<SpawnOptions, 'cwd' | 'uid'> {
  /** Environment variables besides those that every process has. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A command that runs, as a user would run it after `npm run build`. */
export interface RunningCli {
  readonly process: ChildProcess;
  /** What it has written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly result: Promise<CliResult>;
  /**
   * Waits until the output has a match.
   *
   * @throws Error with all output when the command ends without one
   */
  waitFor(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpMatchArray>;
}

/** Runs a command to its end. */
export function runCli(args: readonly string[], options?: CliOptions): Promise<CliResult> {
  return startCli(args, options).result;
}

/** Starts a command; whoever starts it sees to it that it ends. */
export function startCli(args: readonly string[], { env, ...options }: CliOptions = {}): RunningCli {
  if (!existsSync(main)) throw new Error(`There is no ${main}: run npm run build first.`);
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [main, ...args], {
    ...options,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      written[stream] += text;
    });
  }
  const result = once(child, 'close').then(([code, signal]) => ({
    code: (code as number | null) ?? 128 + constants.signals[signal as NodeJS.Signals],
    ...written,
  }));
  return {
    process: child,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    result,
    waitFor: (stream, pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(written[stream]);
          if (found === null) return;
          child[stream].off('data', look);
          resolve(found);
        };
        child[stream].on('data', look);
        look();
        result.then(
          ({ code, stdout, stderr }) =>
            reject(new Error(`It ended with ${code} before it wrote ${pattern}:\n${stdout}\n${stderr}`)),
          reject,
        );
      }),
  };
}
