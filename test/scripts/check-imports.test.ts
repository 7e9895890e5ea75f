import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const script = join(__dirname, '../../scripts/check-imports.mjs');
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'check-imports-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Checks a tree of the given files; paths are below src. */
function check(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, 'src', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, join(root, 'src')], {
    encoding: 'utf8',
  });
  return { status, stdout, problems: stderr.split('\n').filter((line) => line.startsWith('src/')) };
}

describe('check-imports', () => {
  it('accepts the sources of this repository', () => {
    const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('accepts what the table allows', () => {
    const { status, problems, stdout } = check({
      'contract/index.ts': "export * from './names';",
      'contract/names.ts': "import { z } from 'zod';\nexport const names = z;",
      'onnx/index.ts': "import '../contract';",
      'onnx/operators/matrix.ts': "import { names } from '../../contract';\nimport '../tensor';",
      'onnx/tensor.ts': '',
      'cli/program.ts': "require('../../package.json'); void import('./serve.js');",
      'cli/serve.ts': "import '../onnx/index.js';",
    });
    expect(problems).toEqual([]);
    expect(status).toBe(0);
    expect(stdout).toBe('7 files import as the table says\n');
  });

  it('names file, line, import and what is allowed', () => {
    const { status, problems } = check({
      'data/index.ts': '',
      'registry/index.ts': '',
      'registry/publish.ts': "// é: two bytes\nimport './index';\nimport { rows } from '../data';\n",
    });
    expect(status).toBe(1);
    expect(problems).toEqual(["src/registry/publish.ts:3: imports '../data'; registry may import contract"]);
  });

  it('says so when a room may import no other', () => {
    const { problems } = check({ 'contract/a.ts': "import '../data';", 'data/index.ts': '' });
    expect(problems).toEqual(["src/contract/a.ts:1: imports '../data'; contract may import no other room"]);
  });

  it('sees every way to import', () => {
    const ways = [
      "import type { A } from '../data';",
      "export const a: import('../data').A = 1;",
      "export { a } from '../data';",
      "export * from '../data';",
      "export const a = () => import('../data');",
      'export const a = () => import(`../data`);',
      "const a = require('../data');",
      "const a = require.resolve('../data');",
      "import a = require('../data');",
      "class A { @b(() => require('../data')) c: string }",
    ];
    const files = Object.fromEntries(ways.map((text, at) => [`registry/a${at}.ts`, text]));
    const { problems } = check({ 'data/index.ts': '', ...files });
    expect(problems).toEqual(
      ways.map((_, at) => `src/registry/a${at}.ts:1: imports '../data'; registry may import contract`),
    );
  });

  it('does not see imports in comments and texts', () => {
    const text = "// import '../data';\nexport const a = \"import b from '../data'\";";
    expect(check({ 'data/index.ts': '', 'registry/a.ts': text }).problems).toEqual([]);
  });

  it('refuses files inside another room', () => {
    const { problems } = check({ 'contract/names.ts': '', 'data/a.ts': "import '../contract/names';" });
    expect(problems).toEqual([
      "src/data/a.ts:1: imports '../contract/names', a file inside contract; import contract itself, whose index says what is public",
    ]);
  });

  it('refuses files outside the rooms that are not listed', () => {
    const { problems } = check({
      'data/a.ts': "import '../../package.json';\nimport '../shared';",
      'shared.ts': '',
    });
    expect(problems).toEqual([
      "src/data/a.ts:1: imports '../../package.json', which is in no room; rooms import packages and rooms",
      "src/data/a.ts:2: imports '../shared', which is in no room; rooms import packages and rooms",
      expect.stringMatching(/^src\/shared\.ts:1: is in no room; rooms are contract, onnx, /),
    ]);
  });

  it.each(['tools', 'constructor'])('refuses a room that is not in the table: %s', (room) => {
    const { problems } = check({ [`${room}/index.ts`]: '', 'cli/a.ts': `import '../${room}';` });
    expect(problems.sort()).toEqual([
      expect.stringContaining(`src/cli/a.ts:1: imports '../${room}': room '${room}' is not in the table`),
      expect.stringContaining(`src/${room}/index.ts:1: room '${room}' is not in the table`),
    ]);
  });

  it('refuses every kind of default export', () => {
    const kinds = [
      'export default 1;',
      'export default class A {}',
      'const a = 1;\nexport { a as default };',
      "export { default } from './b';",
      "export * as default from './b';",
      'export = 1;',
    ];
    const files = Object.fromEntries(kinds.map((text, at) => [`data/a${at}.ts`, text]));
    const { problems } = check({ 'data/b.ts': '', ...files });
    expect(problems).toEqual(
      kinds.map(
        (text, at) =>
          `src/data/a${at}.ts:${text.split('\n').length}: exports by default; exports have names here`,
      ),
    );
  });

  it('accepts a default of another that gets a name', () => {
    const text = "import b from 'b';\nexport { default as c } from 'c';\nexport { b };";
    expect(check({ 'data/a.ts': text }).problems).toEqual([]);
  });

  it('lets only the command line work out what it imports', () => {
    const text = 'export const load = (path: string) => import(path);';
    const { problems } = check({ 'data/a.ts': text, 'cli/a.ts': text });
    expect(problems).toEqual(['src/data/a.ts:1: imports what is only known when it runs; only cli may']);
  });

  it('finds what serving reaches through other rooms, with the way there', () => {
    const { problems } = check({
      'server/app.ts': "import '../resolvers';",
      'resolvers/index.ts': "export * from './deep';",
      'resolvers/deep.ts': "\nimport '../training';",
      'training/index.ts': '',
    });
    expect(problems).toContain(
      'src/resolvers/deep.ts:2: code that serves must not reach training: ' +
        'src/server/app.ts -> src/resolvers/index.ts -> src/resolvers/deep.ts -> ../training',
    );
  });

  it('keeps packages that only training needs out of reach of serving', () => {
    const names = ['@tensorflow/tfjs', '@tensorflow/tfjs-node/dist/index.js', '@duckdb/node-api'];
    const text = names.map((name) => `import '${name}';`).join('\n');
    const { problems } = check({
      'server/app.ts': "import '../runtime';",
      'runtime/index.ts': text,
      'training/index.ts': text,
    });
    const way = 'src/server/app.ts -> src/runtime/index.ts';
    expect(problems).toEqual(
      names.map(
        (name, at) =>
          `src/runtime/index.ts:${at + 1}: code that serves must not reach ${name.split('/')[0]}: ${way} -> ${name}`,
      ),
    );
  });

  it('holds the command that serves to the same, and no other command', () => {
    const { problems } = check({
      'cli/serve.ts': "import './shared';",
      'cli/shared.ts': "import '../models';",
      'cli/train.ts': "import '../models';",
      'models/index.ts': '',
    });
    expect(problems).toEqual([
      'src/cli/shared.ts:1: code that serves must not reach models: src/cli/serve.ts -> src/cli/shared.ts -> ../models',
    ]);
  });

  it('asks for a folder that exists', () => {
    const { status, stderr } = spawnSync(process.execPath, [script, join(root, 'nowhere')], {
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toBe(`The folder to check must exist, got ${join(root, 'nowhere')}.\n`);
  });
});
