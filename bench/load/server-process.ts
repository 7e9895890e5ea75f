import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a server may take to start: training is done, and a busy machine is slow. */
const patienceMs = 60_000;

/** Between two looks whether a server is there; short beside any start. */
const pauseMs = 5;

export interface ServerCommand {
  /** Path of the script and its arguments; it must print a line of JSON with its `url`. */
  readonly script: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What it answers with 200 when it is ready. */
  readonly readyPath: string;
  /** Where it takes queries. */
  readonly graphqlPath: string;
}

/** A server in a process of its own. Its log goes to a file, as it would in production. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly graphqlUrl: string,
  ) {}

  /** Starts a server and waits until it is ready. */
  static async start({ script, env = {}, readyPath, graphqlPath }: ServerCommand): Promise<ServerProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'predictql-bench-'));
    const log = join(folder, 'log');
    const file = openSync(log, 'w');
    const child = spawn(process.execPath, script, {
      env: { ...process.env, NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1', ...env },
      stdio: ['ignore', file, 'inherit'],
    });
    closeSync(file);
    const until = performance.now() + patienceMs;
    const isWaiting = () => child.exitCode === null && performance.now() < until;
    let url: string | undefined;
    while (isWaiting()) {
      url ??= printedUrl(await readFile(log, 'utf8'));
      if (url !== undefined && (await isReady(new URL(readyPath, url)))) {
        return new ServerProcess(child, folder, new URL(graphqlPath, url).href);
      }
      await sleep(pauseMs);
    }
    child.kill('SIGKILL');
    const said = await readFile(log, 'utf8');
    await rm(folder, { recursive: true });
    throw new Error(`${script.join(' ')} must start, but said only:\n${said.slice(-2000)}`);
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** The text of the answer to a query. */
  async ask(body: string): Promise<string> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(this.graphqlUrl, { method: 'POST', headers, body });
    return response.text();
  }

  async stop(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const kill = setTimeout(() => this.child.kill('SIGKILL'), 5000);
    if (this.child.exitCode === null && this.child.signalCode === null) await exit;
    clearTimeout(kill);
    await rm(this.folder, { recursive: true });
  }
}

/** @param log - whole lines but for the last, which may be on its way */
function printedUrl(log: string): string | undefined {
  for (const line of log.split('\n').slice(0, -1)) {
    const { url } = JSON.parse(line) as { url?: string };
    if (url !== undefined) return url;
  }
  return undefined;
}

async function isReady(address: URL): Promise<boolean> {
  try {
    const response = await fetch(address, { headers: { 'apollo-require-preflight': 'true' } });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // It does not listen yet.
    return false;
  }
}
