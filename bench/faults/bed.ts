import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openRegistry, type Registry } from '../../dist/registry';
import { clientRow } from '../serving/client-row';
import { commandLine } from '../trained-registry';
import { type Load, startLoad } from './load';

/** The two versions of house-price that a bed has. */
export const versions = ['1.0.0', '1.1.0'] as const;

/** A server with two workers whose registry holds two versions of one model, and what to do with it. */
export class Bed {
  private constructor(
    readonly registry: Registry,
    readonly folder: string,
    readonly server: ChildProcess,
    readonly url: string,
    /** Lines of the server's log so far. */
    readonly log: readonly string[],
  ) {}

  static async make(): Promise<Bed> {
    const folder = await mkdtemp(join(tmpdir(), 'predictql-faults-'));
    for (const seed of [1, 2]) {
      const args = [commandLine, 'train', 'house-price', '--seed', String(seed), '--registry', folder];
      execFileSync(process.execPath, args, { stdio: 'ignore' });
    }
    const env = {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      WEB_CONCURRENCY: '2',
      PREDICTQL_RATE_LIMIT: '0',
      PREDICTQL_SHED_AFTER_MS: '0',
      PREDICTQL_RELOAD_SECONDS: '1',
    };
    const args = [commandLine, 'serve', '--json', '--registry', folder];
    const server = spawn(process.execPath, args, {
      env: { ...env, LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const log: string[] = [];
    const url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: server.stdout }).on('line', (line) => {
        if (line.includes('"message":"request"')) return;
        log.push(line);
        const { url: found } = JSON.parse(line) as { url?: string };
        if (found !== undefined) resolve(found);
      });
      server.once('exit', (code) => reject(new Error(`The server must start, got exit code ${code}.`)));
    });
    return new Bed(await openRegistry(folder), folder, server, url, log);
  }

  /** Clients whose answers must be those of the version that they name. */
  async load(clients: number): Promise<Load> {
    const manifest = await this.registry.manifest('house-price', versions[0]);
    const { rows } = await this.registry.golden(manifest);
    const prices = new Map<string, number>();
    return startLoad(this.url, {
      clients,
      body: JSON.stringify({
        query: `query ($inputs: [HousePriceV1Input!]!) {
          predictHousePriceV1(inputs: $inputs) { modelVersion { version } predictions { salePrice } }
        }`,
        variables: { inputs: [clientRow(manifest.contract, rows[0])] },
      }),
      fault(answer) {
        const { data } = JSON.parse(answer) as {
          data?: {
            predictHousePriceV1: {
              modelVersion: { version: string };
              predictions: [{ salePrice: number }];
            };
          };
        };
        if (!data) return answer.slice(0, 200);
        const { modelVersion, predictions } = data.predictHousePriceV1;
        const price = prices.get(modelVersion.version) ?? predictions[0].salePrice;
        prices.set(modelVersion.version, price);
        const isOwn = price === predictions[0].salePrice && new Set(prices.values()).size === prices.size;
        return isOwn ? undefined : 'an answer of another version';
      },
    });
  }

  /** Points production at a version. */
  async promote(version: string): Promise<void> {
    await this.registry.moveAlias({
      model: 'house-price',
      major: 1,
      alias: 'production',
      to: version,
      by: 'faults',
    });
  }

  /** Waits until a version answers, as far as a few questions in a row can tell. */
  async served(version: string): Promise<void> {
    const query = '{modelVersion(name:"house-price"){version}}';
    for (let inARow = 0; inARow < 4; ) {
      const response = await fetch(`${this.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify({ query }),
      });
      const { data } = (await response.json()) as { data: { modelVersion: { version: string } } };
      inARow = data.modelVersion.version === version ? inARow + 1 : 0;
      if (inARow === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Waits until as many workers are ready as should be. */
  async whole(): Promise<void> {
    for (;;) {
      const response = await fetch(`${this.url}/health/ready`, { headers: { connection: 'close' } });
      const { supervisor } = (await response.json()) as {
        supervisor: { workers: { wanted: number; ready: number } };
      };
      if (supervisor.workers.ready === supervisor.workers.wanted) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The processes of the workers, those on their way out among them. */
  workers(): number[] {
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(this.server.pid)], {
      encoding: 'utf8',
    });
    return children.split('\n').filter(Boolean).map(Number);
  }

  /** Memory of the supervisor and of each worker in MB. */
  async memory(): Promise<number[]> {
    const pids = [this.server.pid ?? 0, ...this.workers()];
    const status = await Promise.all(
      pids.map((pid) => readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')),
    );
    return status.map((text) => Math.round(Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1024));
  }

  async remove(): Promise<void> {
    const isRunning = this.server.exitCode === null && this.server.signalCode === null;
    const exit = isRunning ? once(this.server, 'exit') : undefined;
    this.server.kill('SIGKILL');
    await exit;
    await rm(this.folder, { recursive: true, force: true });
  }
}
