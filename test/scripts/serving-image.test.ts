import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The steps of the Dockerfile, without Docker: train, assemble, run what CMD and HEALTHCHECK say. */
const root = join(__dirname, '../..');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const [healthCheck, command] = [...dockerfile.matchAll(/^\s*CMD (\[.*\])$/gm)].map(
  ([, json]) => JSON.parse(json) as string[],
);

let image: string;
let server: ChildProcess | undefined;
let url: string;

beforeAll(async () => {
  image = mkdtempSync(join(tmpdir(), 'serving-image-'));
  run(root, ['scripts/assemble-serving.mjs', image]);
  run(root, ['dist/cli/main.js', 'train', 'house-price', '--registry', join(image, 'registry')]);
  const [, ...script] = command;
  const started = spawn(process.execPath, script, {
    cwd: image,
    env: {
      NODE_ENV: 'production',
      PREDICTQL_ALLOW_ANONYMOUS: '1',
      WEB_CONCURRENCY: '1',
      PORT: '0',
      HOST: '127.0.0.1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server = started;
  url = await printedUrl(createInterface({ input: started.stdout }));
}, 120_000);

afterAll(async () => {
  if (server !== undefined && server.exitCode === null) {
    const exit = once(server, 'exit');
    server.kill('SIGKILL');
    await exit;
  }
  rmSync(image, { recursive: true, force: true });
});

function run(cwd: string, script: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, script, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${script.join(' ')} must succeed, got ${status}. ${stderr}`);
}

async function printedUrl(lines: AsyncIterable<string>): Promise<string> {
  const seen: string[] = [];
  for await (const line of lines) {
    seen.push(line);
    const { url: found } = JSON.parse(line) as { url?: string };
    if (found !== undefined) return found;
  }
  throw new Error(`The server must print where it listens, got: ${seen.join('\n')}`);
}

async function ask<T>(query: string, variables = {}): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
  if (data === undefined || errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

interface Feature {
  readonly name: string;
  readonly nullable: boolean;
  readonly min: number | null;
  readonly categories: readonly { readonly name: string }[] | null;
}

describe('the serving image', () => {
  it('is ready', async () => {
    const response = await fetch(`${url}/health/ready`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ready', models: { 'house-price': ['1.0.0'] } });
  });

  it('predicts', async () => {
    const { model } = await ask<{ model: { contracts: { features: Feature[] }[] } }>(
      '{ model(name: "house-price") { contracts { features { name nullable min categories { name } } } } }',
    );
    const required = model.contracts[0].features.filter(({ nullable }) => !nullable);
    const row = Object.fromEntries(
      required.map(({ name, min, categories }) => [name, categories?.[0]?.name ?? Math.max(min ?? 1, 1)]),
    );
    const { predicted } = await ask<{ predicted: { predictions: { salePrice: number }[] } }>(
      'query ($row: HousePriceV1Input!) { predicted: predictHousePriceV1(inputs: [$row]) { predictions { salePrice } } }',
      { row },
    );
    expect(predicted.predictions[0].salePrice).toBeGreaterThan(0);
  });

  it('is healthy by its own health check, and not where nothing listens', () => {
    const [, ...script] = healthCheck;
    const checked = (port: string) =>
      spawnSync(process.execPath, script, { env: { PORT: port }, encoding: 'utf8' }).status;
    expect(checked(new URL(url).port)).toBe(0);
    // Port 9 is for discarding, and nobody does.
    expect(checked('9')).toBe(1);
  });

  it('starts as heroku.yml says', () => {
    const heroku = readFileSync(join(root, 'heroku.yml'), 'utf8');
    expect(/^run:\n {2}web: (.*)$/m.exec(heroku)?.[1]).toBe(command.join(' '));
  });

  it('has nothing that only training and development need', () => {
    const unwanted = [
      'dist/training',
      'dist/models',
      'dist/assessment',
      'dist/data',
      'dist/cli/train.js',
      'data',
      'src',
      'node_modules/@duckdb',
      'node_modules/@tensorflow',
      'node_modules/typescript',
      'node_modules/jest',
    ];
    expect(unwanted.filter((path) => existsSync(join(image, path)))).toEqual([]);
  });

  it('says that it only serves when it is told to train', () => {
    const { status, stderr } = spawnSync(process.execPath, ['dist/cli/main.js', 'train'], {
      cwd: image,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^COMMAND_UNAVAILABLE: Command train must be part of this installation, got /);
    expect(stderr).toMatch(/An image that only serves leaves training out/);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('lists its models', () => {
    const { status, stdout } = spawnSync(process.execPath, ['dist/cli/main.js', 'models', '--json'], {
      cwd: image,
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(stdout).toContain('house-price');
  });
});
