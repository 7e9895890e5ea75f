import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const script = join(__dirname, '../../scripts/complete-lockfile.mjs');
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'complete-lockfile-'));
  file = join(folder, 'package-lock.json');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function complete(packages: object, ...options: readonly string[]) {
  const before = `${JSON.stringify({ lockfileVersion: 3, packages }, undefined, 2)}\n`;
  writeFileSync(file, before);
  const { status, stderr } = spawnSync(process.execPath, [script, ...options, file], { encoding: 'utf8' });
  const text = readFileSync(file, 'utf8');
  const after = JSON.parse(text) as { packages: Record<string, unknown> };
  return { status, stderr, packages: after.packages, isUnchanged: text === before };
}

/** A package that asks for optional ones. */
const wanting = (names: readonly string[], more = {}) => ({
  version: '1.2.3',
  ...more,
  optionalDependencies: Object.fromEntries(names.map((name) => [name, '1.2.3'])),
});

describe('complete-lockfile', () => {
  it.each([
    ['@biomejs/cli-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['@biomejs/cli-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@swc/core-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
    ['@swc/core-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
    ['@bufbuild/buf-linux-armv7', { os: ['linux'], cpu: ['arm'] }],
    ['@oxlint-tsgolint/win32-x64', { os: ['win32'], cpu: ['x64'] }],
  ])('writes down %s with its platform', (name, platform) => {
    const { status, packages } = complete({ 'node_modules/a': wanting([name]) });
    expect(status).toBe(0);
    expect(packages[`node_modules/${name}`]).toEqual({ version: '1.2.3', optional: true, ...platform });
  });

  it('marks what only development needs, and keeps the order of npm', () => {
    const { packages } = complete({
      '': { name: 'root' },
      'node_modules/a': wanting(['a-linux-x64'], { dev: true }),
      'node_modules/z': { version: '1.0.0' },
    });
    expect(packages['node_modules/a-linux-x64']).toMatchObject({ dev: true });
    expect(Object.keys(packages)).toEqual([
      '',
      'node_modules/a',
      'node_modules/a-linux-x64',
      'node_modules/z',
    ]);
  });

  it('leaves what is there alone, wherever it is found', () => {
    const { status, isUnchanged } = complete({
      'node_modules/a': wanting(['a-linux-x64']),
      'node_modules/a/node_modules/a-linux-x64': { version: '1.2.3' },
      'node_modules/b': wanting(['b-linux-x64']),
      'node_modules/b/node_modules/c': wanting(['b-linux-x64']),
      'node_modules/b-linux-x64': { version: '1.2.3' },
    });
    expect([status, isUnchanged]).toEqual([0, true]);
  });

  it('only tells what is missing when it checks', () => {
    const { status, stderr, isUnchanged } = complete(
      { 'node_modules/a': wanting(['a-linux-x64']) },
      '--check',
    );
    expect(status).toBe(1);
    expect(stderr).toBe('The lockfile must have a-linux-x64. Run: npm run lockfile\n');
    expect(isUnchanged).toBe(true);
  });

  it('finds nothing to say about a complete lockfile', () => {
    expect(complete({ 'node_modules/a': wanting([]) }, '--check').status).toBe(0);
  });

  it('does not guess a platform', () => {
    const { status, stderr, isUnchanged } = complete({ 'node_modules/a': wanting(['fast-something']) });
    expect(status).toBe(1);
    expect(stderr).toContain('Package fast-something@1.2.3 must be written into the lockfile by hand');
    expect(isUnchanged).toBe(true);
  });
});
