import { chmodSync, cpSync, mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRegistry } from '../../src/registry';
import { type CliResult, runCli } from '../support/cli';
import { sharedTemporaryFolder } from '../support/temporary-folder';

jest.setTimeout(120_000);

const folder = realpathSync(sharedTemporaryFolder());
const location = join(folder, 'registry');
const train = (...args: readonly string[]) => runCli(['train', ...args], { cwd: folder });
const sha256Of = (text: string) => /SHA-256 ([0-9a-f]{64})/.exec(text)?.[1];

describe('training again and again', () => {
  let first: CliResult;
  let same: CliResult;
  let other: CliResult;

  beforeAll(async () => {
    first = await train('house-price', '--seed', '7');
    same = await train('house-price', '--seed', '7');
    other = await train('house-price', '--seed', '8', '--json');
  });

  it('adds a first version to the registry of the working directory and makes it production', () => {
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^house-price@1\.0\.0 added to the registry\n/);
    expect(first.stdout).toContain('production now points at 1.0.0');
    expect(first.stdout).toContain('seed 7, 2637 rows fitted, 293 held out');
    expect(readdirSync(join(location, 'house-price')).sort()).toEqual(['1.0.0', '1.1.0', 'aliases']);
  });

  it('shows metrics of both splits in columns', () => {
    const [header, ...rows] = first.stdout.slice(first.stdout.indexOf('metric ')).trimEnd().split('\n');
    expect(header).toMatch(/^metric +train +holdout$/);
    expect(rows.map((row) => row.replace(/ {2,}.*/, ''))).toEqual(['rmse USD', 'mae USD', 'r2', 'rmseLog']);
    expect(new Set([header, ...rows].map((row) => row.length)).size).toBe(1);
  });

  it('tells on stderr, in plain lines, how far it is', () => {
    expect(first.stderr).toMatch(/^ {2}0 % {2}house-price: reading data\n/);
    expect(first.stderr).toMatch(/\n 90 % {2}house-price: assessing\n$/);
    expect(first.stderr).not.toContain('\x1b');
  });

  it('gives the same bytes for the same seed, and adds nothing', async () => {
    expect(same.code).toBe(0);
    expect(same.stdout).toMatch(/^house-price@1\.0\.0 already holds this very model; nothing added\n/);
    expect(same.stdout).toContain('production points at 1.0.0');
    expect(sha256Of(same.stdout)).toBe(sha256Of(first.stdout));
    expect(sha256Of(same.stdout)).toBeDefined();
  });

  it('adds a minor version for another seed, and leaves production where it is', async () => {
    expect(other.code).toBe(0);
    expect(other.stderr).toBe('');
    const reports = JSON.parse(other.stdout);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({
      model: 'house-price',
      version: '1.1.0',
      added: true,
      promoted: false,
      production: '1.0.0',
      seed: 8,
      rows: 2637,
      holdoutRows: 293,
    });
    expect(reports[0].sha256).not.toBe(sha256Of(first.stdout));
    const registry = await openRegistry(location);
    expect(await registry.aliasHistory('house-price', 1)).toEqual([
      expect.objectContaining({ alias: 'production', from: null, to: '1.0.0' }),
    ]);
  });

  it('has nothing to do when only what is missing is asked for', async () => {
    expect(await train('house-price', '--missing')).toEqual({
      code: 0,
      stdout: 'house-price v1 is in the registry; nothing to train\n',
      stderr: '',
    });
    expect(await train('house-price', '--missing', '--json')).toEqual({
      code: 0,
      stdout: '[]\n',
      stderr: '',
    });
  });
});

describe('a version that was left without production by a killed training', () => {
  it('gets it when what is missing is trained', async () => {
    cpSync(join(location, 'house-price/1.0.0'), join(folder, 'left/house-price/1.0.0'), { recursive: true });
    const { code, stdout } = await train('house-price', '--missing', '--seed', '7', '--registry', 'left');
    expect(code).toBe(0);
    expect(stdout).toContain('house-price@1.0.0 already holds this very model; nothing added');
    expect(stdout).toContain('production now points at 1.0.0');
  });
});

describe('what cannot be trained', () => {
  it('is a model without a definition', async () => {
    const { code, stdout, stderr } = await train('hous-price');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^DEFINITION_NOT_FOUND: .* one of house-price(, .+)?, got "hous-price"\./);
  });

  it('is a model whose registry is a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    for (const registry of ['file', 'file/registry']) {
      const { code, stdout, stderr } = await train('house-price', '--registry', registry);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^REGISTRY_UNREACHABLE: [^\n]+\n$/);
      expect(stderr).toContain(join(folder, registry));
    }
  });

  it('is a model whose registry may not be written, which is found out before the work', async () => {
    const locked = join(folder, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o555);
    chmodSync(folder, 0o755);
    // Root may write everywhere, so it lets somebody else try.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {};
    const { code, stdout, stderr } = await runCli(
      ['train', 'house-price', '--registry', join(locked, 'registry')],
      nobody,
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /^REGISTRY_UNREACHABLE: .* must be writable, got EACCES at .*locked\. Give the user/,
    );
  });

  it('is a holdout without rows', async () => {
    const { code, stdout, stderr } = await train('house-price', '--holdout', '0.0001');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('\nSPLIT_INVALID: The fraction for holdout must ');
  });
});
