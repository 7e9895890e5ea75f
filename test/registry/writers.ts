import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Registry } from '../../src/registry';

export interface Outcome {
  readonly version?: string;
  readonly added?: boolean;
  readonly moved?: boolean;
  readonly code?: string;
  readonly message?: string;
}

export interface Writer {
  /** Lets it write; the outcome, or undefined when it was killed. */
  go(): Promise<Outcome | undefined>;
}

export interface WriterProcess extends Writer {
  /** Settles when it has told of a version, after {@link go}. */
  wrote(): Promise<void>;
  /** Ends it at once: `kill -9`. */
  kill(): void;
}

export type WriterAction = 'publish' | 'move' | 'take' | 'expect' | 'rollback' | 'write-on';

/** A process that is ready to write, see writer-process.ts. */
export async function startWriter(
  location: string,
  action: WriterAction,
  argument: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<WriterProcess> {
  const register = join(__dirname, '..', 'support', 'register-typescript.js');
  const script = join(__dirname, 'writer-process.ts');
  const child = spawn(process.execPath, ['-r', register, script, location, action, argument], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const printed: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => printed.push(line));
  const ended = once(child, 'close');
  await Promise.race([once(lines, 'line'), ended]);
  return {
    async go() {
      child.stdin.end('go\n');
      const [exitCode, signal] = (await ended) as [number | null, string | null];
      if (signal === 'SIGKILL') return undefined;
      expect({ exitCode, signal }).toEqual({ exitCode: 0, signal: null });
      return JSON.parse(printed[1]) as Outcome;
    },
    async wrote() {
      await once(lines, 'line');
    },
    kill() {
      child.kill('SIGKILL');
    },
  };
}

/** Reads every version whole, and checks that none of its files is another writer's; their contents. */
export async function contentsOf(registry: Registry): Promise<string[]> {
  const contents: string[] = [];
  for (const version of await registry.versions('house-price')) {
    const manifest = await registry.manifest('house-price', version);
    const content = Buffer.from(await registry.artifact(manifest)).toString();
    await registry.golden(manifest);
    const report = await registry.store.read(`house-price/${version}/assessment/report.json`);
    expect(JSON.parse(Buffer.from(report!).toString('utf8'))).toEqual({ of: content });
    contents.push(content);
  }
  return contents;
}

export const production = { model: 'house-price', major: 1, alias: 'production', by: 'ann' };
