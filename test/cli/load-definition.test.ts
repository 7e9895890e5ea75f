import { mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findDefinition } from '../../src/cli/find-definition';
import { isDefinitionPath, loadDefinition } from '../../src/cli/load-definition';
import { ModuleLoader } from '../../src/cli/module-loader';
import { type ErrorCode, PredictqlError } from '../../src/contract';
import * as predictql from '../../src/index';
import { gatherData, type ModelDefinition } from '../../src/training';
import { runCli } from '../support/cli';
import { sharedTemporaryFolder } from '../support/temporary-folder';

jest.setTimeout(60_000);

const folder = realpathSync(sharedTemporaryFolder());

function write(name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A definition in the terms of its file's own imports. */
const body = (name = 'prices') => `defineModel({
  name: '${name}', major: 1, title: 'Prices',
  task: regression({ target: 'y' }),
  features: { a: number({ min: 0 }) },
  data: csv('data.csv'),
  pipeline: [],
  estimator: boosting({ trees: 5, minChildWeight: 1 }),
})`;
const names = 'boosting, csv, defineModel, number, regression';
const imports = `import { ${names} } from 'predictql';`;

const load = (name: string, content: string): ModelDefinition => loadDefinition(write(name, content));

function failure(code: ErrorCode, attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    expect(error).toBeInstanceOf(PredictqlError);
    expect((error as PredictqlError).code).toBe(code);
    return (error as Error).message.replaceAll(`${folder}/`, '');
  }
  throw new Error('It was loaded.');
}

const invalid = (name: string, content: string) => failure('DEFINITION_INVALID', () => load(name, content));

describe('a definition file', () => {
  it.each([
    ['model.ts', `${imports}\nexport const prices = ${body()};`],
    ['model.mts', `${imports}\nexport default ${body()};`],
    ['model.cts', `import { ${names} } from 'predictql';\nexport = ${body()};`],
    ['model.js', `${imports}\nexport const prices = ${body()};`],
    ['model.mjs', `${imports}\nexport { prices as default };\nconst prices = ${body()};`],
    ['model.cjs', `const { ${names} } = require('predictql');\nmodule.exports = ${body()};`],
    ['named.cjs', `const { ${names} } = require('predictql');\nexports.prices = ${body()};`],
    ['mark.ts', `\ufeff${imports}\nexport const prices = ${body()};`],
    ['both.ts', `${imports}\nexport const prices = ${body()};\nexport default prices;`],
    [
      'others.ts',
      `${imports}\nexport const prices = ${body()};\nexport const half = 0.5;\nexport function f() {}`,
    ],
    ['chosen.ts', `${imports}\nexport const other = ${body('other')};\nexport default ${body()};`],
    [
      'typed.ts',
      `import { type InputOf, ${names} } from 'predictql';
      interface Limits { readonly min: number }
      enum Kind { A = 'a' }
      export const prices = ${body()} satisfies unknown;
      export type Input = InputOf<typeof prices>;
      export const kind: Kind = Kind.A as Kind;`,
    ],
  ])('may be %s', (name, content) => {
    const definition = load(name, content);
    expect(definition.name).toBe('prices');
    expect(Object.isFrozen(definition)).toBe(true);
  });

  it('reads data beside it, wherever one works', () => {
    expect(load('deep/er/model.ts', `${imports}\nexport default ${body()};`).data.path).toBe(
      join(folder, 'deep/er/data.csv'),
    );
    for (const path of ['/data/rows.csv', 's3://bucket/rows.csv']) {
      const { data } = load('model.ts', `${imports}\nexport default ${body().replace('data.csv', path)};`);
      expect(data.path).toBe(path);
    }
  });

  it('gets this very package as predictql', () => {
    const file = write('probe.ts', `export * as all from 'predictql';\nexport { csv } from 'predictql';`);
    const { all, csv } = new ModuleLoader().load(file) as { all: object; csv: unknown };
    expect(Object.keys(all)).toEqual(Object.keys(predictql));
    expect(csv).toBe(predictql.csv);
  });

  it('may import what lies around it', () => {
    write(
      'parts/limits.ts',
      `import { deepest } from './deeper/index';\nexport const min: number = deepest;`,
    );
    write('parts/deeper/index.ts', `export const deepest = 3;`);
    write('parts/plain.js', `export default 'Prices of houses';`);
    write('parts/old.cjs', `exports.unit = 'USD';`);
    write('parts/texts.json', `\ufeff{ "description": "Learned from sales" }`);
    const definition = load(
      'importing.ts',
      `${imports}
      import { join } from 'node:path';
      import { min } from './parts/limits.js';
      import title from './parts/plain';
      import { unit } from './parts/old.cjs';
      import { deepest } from './parts/deeper';
      import texts, { description } from './parts/texts.json';
      import json from './parts/texts.json' with { type: 'json' };
      export default defineModel({
        ...${body()},
        title, description: texts.description + description.length + json.description.length,
        task: regression({ target: join('y'), unit }),
        features: { a: number({ min, max: deepest + min }) },
      });`,
    );
    expect(definition).toMatchObject({
      title: 'Prices of houses',
      description: 'Learned from sales1818',
      task: { options: { unit: 'USD' } },
      features: { a: { options: { min: 3, max: 6 } } },
    });
  });

  it('may be in a circle of imports', () => {
    write('circle.ts', `import { min } from './model';\nexport const later = () => min;`);
    expect(
      load(
        'model.ts',
        `${imports}\nimport { later } from './circle';\nexport const min = 1;\nexport default ${body().replace('min: 0', 'min: later()')};`,
      ).features.a.options,
    ).toEqual({ min: 1 });
  });

  it('is loaded anew each time', () => {
    expect(load('model.ts', `${imports}\nexport default ${body('first')};`).name).toBe('first');
    expect(load('model.ts', `${imports}\nexport default ${body('second')};`).name).toBe('second');
  });

  it('does not heed what configures other tools', () => {
    write('configured/.swcrc', '{ nonsense');
    write('configured/package.json', '{ "type": "module" }');
    write('configured/tsconfig.json', '{ nonsense');
    expect(
      load('configured/model.ts', `${imports}\nconst one: number = 1;\nexport default ${body()};`).name,
    ).toBe('prices');
    expect(load('configured/model.js', `${imports}\nexport default ${body()};`).name).toBe('prices');
  });
});

describe('a file that is none', () => {
  it.each([
    ['nowhere.ts', 'be there, got'],
    ['.', 'which is no file'],
    ['data.csv', 'be a file that ends in .ts, .mts, .cts, .js, .mjs, .cjs, got'],
  ])('is not found: %s', (name, message) => {
    write('data.csv', 'a,y\n1,2\n');
    expect(failure('DEFINITION_NOT_FOUND', () => loadDefinition(join(folder, name)))).toContain(message);
  });

  it.each([
    [
      'a comma is missing',
      `${imports}\nexport const x = {\n  a: 1\n  b: 2,\n};`,
      "model.ts, line 4, column 3 must be TypeScript or JavaScript that can be parsed, got a syntax error (Expected ',', got 'ident').",
    ],
    ['a text has no end', `const x = 1;\nconst text = 'abc\n`, 'model.ts, line 2, column 14 must'],
    ['a bracket has no end', `${imports}\nexport default ${body().slice(0, -2)}`, 'model.ts, line '],
  ])('tells where it cannot be parsed: %s', (_, content, message) => {
    expect(invalid('model.ts', content)).toContain(message);
  });

  it('tells where it fails', () => {
    const fails = `interface A { b: number }\n\n${imports}\nconst f = (x: any) => {\n  return x.a.b;\n};\nexport default f({});`;
    const message =
      "fails.ts, line 5, column 14 must run without an error, got TypeError: Cannot read properties of undefined (reading 'b').";
    expect(invalid('fails.ts', fails)).toBe(message);
    expect(invalid('model.ts', `import './fails';`)).toBe(message);
    expect(invalid('model.ts', `throw 'a text';`)).toBe('model.ts must run without an error, got "a text".');
    expect(invalid('model.ts', `const x = await 1;\nexport default x;`)).toContain('await is only valid');
  });

  it('passes on what the package itself says', () => {
    const message = failure('DATA_UNREADABLE', () =>
      load('model.ts', `import { csv } from 'predictql';\ncsv('a', { delimiter: 'x' as any });`),
    );
    expect(message).toContain('The delimiter of "a" must be one of');
  });

  it.each([
    [
      `import x from './nowhere';`,
      'The import of "./nowhere" in model.ts must name a file that is there, got nowhere.',
    ],
    [
      `import x from 'no-such-package';`,
      'The import of "no-such-package" in model.ts must be a package that is installed',
    ],
    [`import x from './broken.json';`, 'broken.json must be JSON, got '],
    [`import x from './unparsed';`, 'unparsed.ts, line 1, column '],
  ])('tells what it cannot import: %s', (line, message) => {
    write('broken.json', '{ a');
    write('unparsed.ts', 'const = 1;');
    expect(invalid('model.ts', `${line}\nexport default x;`)).toContain(message);
  });

  it.each([
    ['', 'model.ts must export one model definition, got no export. Write it as'],
    ['export const a = 1, b = {};', 'got a, b, none of which is one'],
    ['export default 5;', 'model.ts must export a model definition, got 5'],
    [
      `${imports}\nexport const a = ${body('a')}, b = ${body('b')};`,
      'must export one model definition, got a, b. Export the one that is meant by default',
    ],
  ])('exports no definition, or several: %#', (content, message) => {
    expect(invalid('model.ts', content)).toContain(message);
  });

  it.each([
    [`name: 'prices',`, 'name of the definition in model.ts must be a text, got nothing'],
    [`title: 'Prices',`, 'title of the definition'],
    [`major: 1,`, 'major of the definition'],
    [
      `task: regression({ target: 'y' }),`,
      'task of the definition in model.ts must be made by regression(...) or classification(...)',
    ],
    [`features: { a: number({ min: 0 }) },`, 'features of the definition'],
    [`data: csv('data.csv'),`, 'data of the definition'],
    [`pipeline: [],`, 'pipeline of the definition'],
    [`estimator: boosting({ trees: 5, minChildWeight: 1 }),`, 'estimator of the definition'],
  ])('lacks a part: %s', (part, message) => {
    expect(invalid('model.ts', `${imports}\nexport default ${body().replace(part, '')};`)).toContain(message);
  });

  it('has a part of a wrong type', () => {
    const withPart = (part: string) => `${imports}\nexport default { ...${body()}, ${part} };`;
    expect(invalid('model.ts', withPart('estimator: boosting'))).toContain('estimator of the definition');
    expect(invalid('model.ts', withPart('features: { a: 1 }'))).toContain('features of the definition');
    expect(invalid('model.ts', withPart('pipeline: [{}]'))).toContain('pipeline of the definition');
    expect(invalid('model.ts', withPart('data: "data.csv"'))).toContain('got "data.csv"');
  });
});

describe('findDefinition', () => {
  it.each(['./prices.ts', 'prices.ts', '../prices', 'a/b', '/prices.mts', 'C:\\prices'])(
    'takes %s for a path',
    (reference) => {
      expect(isDefinitionPath(reference)).toBe(true);
    },
  );

  it.each(['prices', 'house-price'])('takes %s for a name', (reference) => {
    expect(isDefinitionPath(reference)).toBe(false);
  });

  it('finds definitions by name and by path', () => {
    expect(findDefinition('house-price').title).toBe('House price');
    expect(findDefinition(write('model.ts', `${imports}\nexport default ${body()};`)).name).toBe('prices');
    expect(failure('DEFINITION_NOT_FOUND', () => findDefinition('prices'))).toMatch(
      /one of house-price, .*, or the path of a definition file, got "prices"/,
    );
  });
});

describe('predictql train with a path', () => {
  const rows = Array.from({ length: 40 }, (_, row) => `${row % 9},${(row % 9) * 2}`).join('\n');

  beforeAll(() => {
    write('elsewhere/data.csv', `a,y\n${rows}\n`);
    write('elsewhere/node_modules/limits/package.json', '{ "name": "limits", "main": "main.js" }');
    write('elsewhere/node_modules/limits/main.js', 'exports.max = 1000;');
    write(
      'elsewhere/prices.model.ts',
      `${imports}\nimport { max } from 'limits';\nexport const prices = ${body().replace('min: 0', 'min: 0, max')};`,
    );
    mkdirSync(join(folder, 'here'));
  });

  it('learns it from the data beside it, from any working directory', async () => {
    const options = { cwd: join(folder, 'here') };
    const { code, stdout, stderr } = await runCli(['train', '../elsewhere/prices.model.ts'], options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('prices: assessing') });
    expect(stdout).toMatch(/^prices@1\.0\.0 added to the registry\n/);
    expect(readdirSync(join(folder, 'here/registry'))).toContain('prices');
  });

  it('is the same for threads that fit its folds', async () => {
    const { code, stdout } = await runCli(
      ['crossval', 'prices.model.ts', '--k', '3', '--threads', '2', '--json'],
      { cwd: join(folder, 'elsewhere') },
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ model: 'prices', k: 3, rows: 40 });
  });

  it('fails with one line that tells where', async () => {
    write('elsewhere/wrong.ts', `${imports}\nexport default ${body().replace('[]', '[')};`);
    const { code, stdout, stderr } = await runCli(['train', 'wrong.ts'], { cwd: join(folder, 'elsewhere') });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^DEFINITION_INVALID: wrong\.ts, line \d+, column \d+ must [^\n]+\n$/);
  });
});

describe('a definition that was loaded', () => {
  it('gathers its data', async () => {
    write('data.csv', `a,y\n${Array.from({ length: 20 }, (_, row) => `${row},${row * 2}`).join('\n')}\n`);
    const { rows } = await gatherData(load('model.ts', `${imports}\nexport default ${body()};`));
    expect(rows).toHaveLength(20);
  });
});
