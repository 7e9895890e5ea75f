import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { FileStore, Registry } from '../../src/registry';
import { draftOf } from './drafts';
import { useTemporaryFolder } from './temporary-folder';

jest.setTimeout(120_000);
const folder = useTemporaryFolder();

interface Outcome {
  readonly version?: string;
  readonly added?: boolean;
  readonly moved?: boolean;
  readonly code?: string;
  readonly message?: string;
  readonly calls: number;
}

interface Writer {
  /** Lets it write; the outcome, or undefined when it was killed. */
  go(): Promise<Outcome | undefined>;
}

/** A process that is ready to write, see writer-process.ts. */
async function startWriter(
  root: string,
  action: 'publish' | 'move',
  argument: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Writer> {
  const register = join(__dirname, '..', 'support', 'register-typescript.js');
  const script = join(__dirname, 'writer-process.ts');
  const child = spawn(process.execPath, ['-r', register, script, root, action, argument], {
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
  };
}

/** Reads every version whole, and checks that none of its files is another writer's; their contents. */
async function contentsOf(registry: Registry): Promise<string[]> {
  const contents: string[] = [];
  for (const version of await registry.versions('house-price')) {
    const manifest = await registry.manifest('house-price', version);
    const content = Buffer.from(await registry.artifact(manifest)).toString();
    await registry.golden(manifest);
    const report = join(registry.location, 'house-price', version, 'assessment', 'report.json');
    expect(JSON.parse(await readFile(report, 'utf8'))).toEqual({ of: content });
    contents.push(content);
  }
  return contents;
}

/** The numbers 1, 1 + step, ... and `last`. */
function everyNth(step: number, last: number): number[] {
  return [...Array.from({ length: Math.ceil((last - 1) / step) }, (_, i) => 1 + i * step), last];
}

const production = { model: 'house-price', major: 1, alias: 'production', by: 'ann' };
const eight = Array.from({ length: 8 }, (_, i) => i);

describe.each([
  [
    'in one process',
    async (root: string, action: 'publish' | 'move', argument: string): Promise<Writer> => {
      const registry = new Registry(new FileStore(root));
      const move = { ...production, to: argument, expected: null };
      const write = () =>
        action === 'publish' ? registry.publish(draftOf(argument)) : registry.moveAlias(move);
      return {
        go: () =>
          write().then(
            (outcome) => ({ ...outcome, calls: 0 }),
            ({ code }: { code: string }) => ({ code, calls: 0 }),
          ),
      };
    },
  ],
  ['in processes of their own', startWriter],
])('eight writers at once, %s', (_, start) => {
  it('add eight versions when they publish different models', async () => {
    const writers = await Promise.all(eight.map((i) => start(folder(), 'publish', `content ${i}`)));
    const outcomes = await Promise.all(writers.map((writer) => writer.go()));
    expect(outcomes.every((outcome) => outcome?.added)).toBe(true);
    const registry = new Registry(new FileStore(folder()));
    const versions = eight.map((i) => `1.${i}.0`);
    expect(new Set(outcomes.map((outcome) => outcome?.version))).toEqual(new Set(versions));
    expect(await registry.versions('house-price')).toEqual(versions);
    const contents = await contentsOf(registry);
    for (const i of eight) {
      expect(contents[versions.indexOf(outcomes[i]?.version ?? '')]).toBe(`content ${i}`);
    }
  });

  it('add one version when they publish the same model', async () => {
    const writers = await Promise.all(eight.map(() => start(folder(), 'publish', 'the same')));
    const outcomes = await Promise.all(writers.map((writer) => writer.go()));
    expect(outcomes.filter((outcome) => outcome?.added)).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => outcome?.version))).toEqual(new Set(['1.0.0']));
    expect(await contentsOf(new Registry(new FileStore(folder())))).toEqual(['the same']);
  });

  it('move an alias once when they all expect the same', async () => {
    const registry = new Registry(new FileStore(folder()));
    for (const i of eight) await registry.publish(draftOf(`content ${i}`));
    const writers = await Promise.all(eight.map((i) => start(folder(), 'move', `1.${i}.0`)));
    const outcomes = await Promise.all(writers.map((writer) => writer.go()));
    const winners = eight.filter((i) => outcomes[i]?.moved);
    expect(winners).toHaveLength(1);
    const losers = outcomes.filter((outcome) => outcome?.code === 'ALIAS_CONFLICT');
    expect(losers).toHaveLength(7);
    const history = await registry.aliasHistory('house-price', 1);
    expect(history).toEqual([expect.objectContaining({ from: null, to: `1.${winners[0]}.0` })]);
  });
});

describe('a writer killed at any point', () => {
  /**
   * Kills writers at every `step`-th of the file calls of a write, each in a registry of its own that
   * `seed` prepares, and has the write made again after each. The states that the writers left, in order.
   */
  async function killAtEvery(
    step: number,
    [action, argument]: readonly ['publish' | 'move', string],
    seed: (registry: Registry) => Promise<void>,
    stateOf: (registry: Registry) => Promise<'old' | 'new'>,
  ): Promise<string> {
    const seeded = async (name: string) => {
      const registry = new Registry(new FileStore(join(folder(), name)));
      await seed(registry);
      return registry;
    };
    const spared = await seeded('spared');
    const { calls } = (await (await startWriter(spared.location, action, argument)).go())!;
    expect(await stateOf(spared)).toBe('new');
    const states: string[] = [];
    for (const dieAt of everyNth(step, calls)) {
      const registry = await seeded(`killed-at-${dieAt}`);
      const writer = await startWriter(registry.location, action, argument, { DIE_AT: String(dieAt) });
      expect(await writer.go()).toBeUndefined();
      states.push(await stateOf(registry));
      // What the dead one left behind is in nobody's way.
      if (action === 'publish') await registry.publish(draftOf(argument));
      else await registry.moveAlias({ ...production, to: argument });
      expect(await stateOf(registry)).toBe('new');
    }
    return states.join(' ');
  }

  const onceNew = /^(old )+(new ?)+$/;

  it('leaves a registry as it was or with its version, the first of all', async () => {
    const states = await killAtEvery(
      6,
      ['publish', 'first'],
      async () => undefined,
      async (registry) => {
        const contents = await contentsOf(registry);
        expect(await registry.models()).toEqual(contents.length > 0 ? ['house-price'] : []);
        expect(contents).toEqual(contents.length > 0 ? ['first'] : []);
        return contents.length > 0 ? 'new' : 'old';
      },
    );
    expect(states).toMatch(onceNew);
  });

  it('leaves a model as it was or with its version', async () => {
    const states = await killAtEvery(
      3,
      ['publish', 'second'],
      async (registry) => {
        await registry.publish(draftOf('first'));
      },
      async (registry) => {
        const contents = await contentsOf(registry);
        expect(contents).toEqual(['first', 'second'].slice(0, contents.length));
        return contents.length === 2 ? 'new' : 'old';
      },
    );
    expect(states).toMatch(onceNew);
  });

  it('leaves an alias as it was or moved', async () => {
    const states = await killAtEvery(
      4,
      ['move', '1.0.0'],
      async (registry) => {
        await registry.publish(draftOf('first'));
      },
      async (registry) => {
        const aliases = await registry.aliases('house-price');
        expect(await registry.aliasHistory('house-price', 1)).toHaveLength(aliases.length);
        expect(aliases.map(({ version }) => version)).toEqual(aliases.length > 0 ? ['1.0.0'] : []);
        return aliases.length > 0 ? 'new' : 'old';
      },
    );
    expect(states).toMatch(onceNew);
  });
});

describe('a writer without the right to write', () => {
  it('is told so', async () => {
    const root = join(folder(), 'registry');
    await mkdir(root);
    await chmod(root, 0o555);
    await chmod(folder(), 0o755);
    // Nothing is forbidden to root, so the writer becomes nobody.
    const asNobody = process.getuid?.() === 0 ? { AS_USER: '65534' } : {};
    const outcome = await (await startWriter(root, 'publish', 'first', asNobody)).go();
    expect(outcome).toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringMatching(
        `^The registry at ${root} must be writable, got EACCES: permission denied, mkdir .*\\. Give the user that runs this command the right to it\\.$`,
      ),
    });
  });
});
