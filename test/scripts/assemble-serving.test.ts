import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const script = join(__dirname, '../../scripts/assemble-serving.mjs');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assemble-serving-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The least that can be assembled. */
const smallest = {
  'package.json': '{}',
  LICENSE: '',
  'dist/cli/main.js': "require('./program');",
  'dist/cli/program.js': "exports.run = () => [import('./serve.js'), import('./train.js')];",
  'dist/cli/serve.js': "require('../server');",
  'dist/cli/train.js': "require('../training');",
  'dist/server/index.js': '',
  'dist/server/index.d.ts': '',
  'dist/training/index.js': "require('only-for-training');",
};

/** A package of its name, with further entries of its manifest. */
function packaged(path: string, manifest: object = {}): Record<string, string> {
  return { [`${path}/package.json`]: JSON.stringify(manifest), [`${path}/index.js`]: '' };
}

/** Assembles a project of the given files. */
function assemble(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, 'project', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const target = join(folder, 'image');
  const { status, stderr } = spawnSync(process.execPath, [script, target, join(folder, 'project')], {
    encoding: 'utf8',
  });
  return { status, stderr, has: (path: string) => existsSync(join(target, path)) };
}

describe('assemble-serving', () => {
  it('leaves out rooms that serving must not reach, and the commands that need them', () => {
    const { status, has } = assemble({
      ...smallest,
      'dist/cli/find-definition.js': "require('./definitions');",
      'dist/cli/definitions.js': "require('../models');",
      'dist/models/index.js': '',
      'dist/data/index.js': '',
    });
    expect(status).toBe(0);
    for (const path of ['package.json', 'LICENSE', 'dist/cli/main.js', 'dist/cli/program.js']) {
      expect([path, has(path)]).toEqual([path, true]);
    }
    expect([has('dist/cli/serve.js'), has('dist/server/index.js')]).toEqual([true, true]);
    const gone = ['cli/train.js', 'cli/find-definition.js', 'cli/definitions.js', 'server/index.d.ts'];
    for (const path of [...gone, 'training', 'models', 'data']) {
      expect([path, has(`dist/${path}`)]).toEqual([path, false]);
    }
  });

  it('copies the packages that the rest needs, each where it is found, and no other', () => {
    const { status, has } = assemble({
      ...smallest,
      'dist/server/index.js': "require('node:fs'); require('@a/server/deep'); require('./missing');",
      ...packaged('node_modules/@a/server', {
        dependencies: { common: '1', shadowed: '2', maybe: '1', '@types/node': '1' },
        optionalDependencies: { maybe: '1', elsewhere: '1' },
        peerDependencies: { peer: '1', unwanted: '1' },
        peerDependenciesMeta: { unwanted: { optional: true } },
      }),
      'node_modules/@a/server/index.d.ts': '',
      'node_modules/@a/server/index.js.map': '',
      ...packaged('node_modules/@a/server/node_modules/shadowed', { dependencies: { common: '1' } }),
      ...packaged('node_modules/@a/server/node_modules/left-over'),
      ...packaged('node_modules/common', { dependencies: { '@a/server': '1' } }),
      ...packaged('node_modules/shadowed'),
      ...packaged('node_modules/maybe'),
      ...packaged('node_modules/peer'),
      ...packaged('node_modules/unwanted'),
      ...packaged('node_modules/only-for-training'),
      ...packaged('node_modules/@types/node'),
    });
    expect(status).toBe(0);
    const kept = ['@a/server', '@a/server/node_modules/shadowed', 'common', 'maybe', 'peer'];
    for (const name of kept) expect([name, has(`node_modules/${name}/index.js`)]).toEqual([name, true]);
    const gone = ['shadowed', 'unwanted', 'only-for-training', '@types', '@a/server/node_modules/left-over'];
    for (const name of gone) expect([name, has(`node_modules/${name}`)]).toEqual([name, false]);
    expect(has('node_modules/@a/server/index.d.ts')).toBe(false);
    expect(has('node_modules/@a/server/index.js.map')).toBe(false);
  });

  it('takes the libraries of ONNX Runtime for this machine alone', () => {
    const bin = 'node_modules/onnxruntime-node/bin/napi-v6';
    const other = process.arch === 'x64' ? 'arm64' : 'x64';
    const ours = `${bin}/${process.platform}/${process.arch}/onnxruntime_binding.node`;
    const theirs = [`${bin}/${process.platform}/${other}/a.node`, `${bin}/elsewhere/${process.arch}/a.node`];
    const { status, has } = assemble({
      ...smallest,
      'dist/server/index.js': "require('onnxruntime-node');",
      ...packaged('node_modules/onnxruntime-node'),
      [ours]: '',
      [theirs[0]]: '',
      [theirs[1]]: '',
    });
    expect(status).toBe(0);
    expect([ours, ...theirs].map(has)).toEqual([true, false, false]);
  });

  it('names a package that is not installed', () => {
    const { status, stderr } = assemble({
      ...smallest,
      'dist/server/index.js': "require('a');",
      ...packaged('node_modules/a', { dependencies: { b: '1' } }),
    });
    expect(status).toBe(1);
    expect(stderr).toBe('Package b, which node_modules/a needs, must be installed. Run: npm ci\n');
  });

  it('refuses a build whose server needs what is left out', () => {
    const { status, stderr } = assemble({
      ...smallest,
      'dist/server/index.js': "require('./app');",
      'dist/server/app.js': "require('../training');",
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^dist\/server\/app\.js, .* must not need what serving leaves out/);
  });

  it('refuses a build that cannot serve', () => {
    const { status, stderr } = assemble({ ...smallest, 'dist/cli/serve.js': "require('./train');" });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^dist\/cli\/serve\.js must be built and must not need/);
  });

  it('fills new or empty folders only', () => {
    mkdirSync(join(folder, 'image'));
    writeFileSync(join(folder, 'image/mine'), '');
    const { status, stderr, has } = assemble(smallest);
    expect(status).toBe(1);
    expect(stderr).toBe(`The folder to fill must be new or empty, got ${join(folder, 'image')}.\n`);
    expect(has('mine')).toBe(true);
    expect(has('dist')).toBe(false);
  });
});
