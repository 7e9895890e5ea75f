import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The command line of the build. */
export const commandLine = join(__dirname, '../dist/cli/main.js');

/** Trains the models into a registry of their own, and removes it when the use is over. */
export async function withTrainedRegistry(use: (registry: string) => Promise<void>): Promise<void> {
  const registry = await mkdtemp(join(tmpdir(), 'predictql-bench-'));
  try {
    await train(registry);
    await train(registry, join(__dirname, 'third-model.js'));
    await use(registry);
  } finally {
    await rm(registry, { recursive: true, force: true });
  }
}

async function train(registry: string, ...models: readonly string[]): Promise<void> {
  const args = [commandLine, 'train', ...models, '--json', '--registry', registry];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`Training must succeed, got exit code ${code ?? 'none'}.`);
}
