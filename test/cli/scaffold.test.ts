import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { predictCommand } from '../../src/cli/predict';
import { type ScaffoldCommandOptions, scaffoldCommand } from '../../src/cli/scaffold';
import { trainCommand } from '../../src/cli/train';
import { type Contract, compileEncoder, type Row } from '../../src/contract';
import { discoverTable } from '../../src/data';
import { openRegistry } from '../../src/registry';
import { memoryTerminal } from '../support/memory-terminal';
import { sharedTemporaryFolder } from '../support/temporary-folder';
import { type TestServer, testServer } from '../support/test-server';
import { uglyTables } from '../support/ugly-tables';

jest.setTimeout(120_000);

const folder = realpathSync(sharedTemporaryFolder());
const registry = join(folder, 'registry');

async function scaffoldFile(file: string, options: Omit<ScaffoldCommandOptions, 'out'> & { out: string }) {
  const terminal = memoryTerminal();
  await scaffoldCommand(join(folder, file), options, terminal);
  const [result] = terminal.results as {
    model: string;
    task: string;
    rows: number;
    features: { name: string }[];
  }[];
  return { result, text: terminal.printed() };
}

describe.each(uglyTables.map((table) => [table.title, table] as const))('a table with %s', (_, ugly) => {
  const out = join(folder, `${ugly.file}.model.ts`);
  let model: string;

  it('becomes a definition', async () => {
    writeFileSync(join(folder, ugly.file), await ugly.content());
    const { result, text } = await scaffoldFile(ugly.file, { target: ugly.target, out });
    expect(result.task).toBe(ugly.task);
    expect(text).toContain(`${out} written: a ${ugly.task} of `);
    ({ model } = result);
    // The file that was tried first is gone.
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is learned as it stands', async () => {
    const terminal = memoryTerminal();
    await trainCommand([out], { registry, seed: 0, holdout: 0.1 }, terminal);
    expect(terminal.printed()).toContain(`${model}@1.0.0 added to the registry`);
  });

  it('is predicted by the file that it was learned from', async () => {
    const predictions = join(folder, 'predictions.json');
    const input = join(folder, ugly.file);
    await predictCommand(model, { registry, in: input, out: predictions, like: out }, memoryTerminal());
    const rows = JSON.parse(readFileSync(predictions, 'utf8')) as Record<string, unknown>[];
    expect(rows).toHaveLength((await discoverTable(input)).table.rowCount);
    for (const row of rows) expect(Object.values(row)).not.toContain(null);
  });
});

describe('the server', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer(await openRegistry(registry, { mustExist: true }));
  });

  afterAll(() => server?.close());

  it('offers every one of them, and answers', async () => {
    const { contracts } = server.catalog;
    expect(contracts).toHaveLength(uglyTables.length);
    for (const contract of contracts) {
      const { query, variables } = queryFor(contract, await goldenRow(contract));
      const { data, errors } = await server.graphql(query, variables);
      expect(errors).toEqual([]);
      const [{ predictions }] = Object.values(data) as { predictions: object[] }[];
      expect(predictions).toHaveLength(1);
    }
  });
});

/** A row that a version was learned from. */
async function goldenRow({ model, major }: Contract): Promise<Row> {
  const golden = JSON.parse(readFileSync(join(registry, model, `${major}.0.0`, 'golden.json'), 'utf8')) as {
    rows: Row[];
  };
  return golden.rows[0];
}

/** A query with the row in the spelling of clients, whose categories have names. */
function queryFor(contract: Contract, row: Row) {
  expect(compileEncoder(contract)([row]).columns).toBe(contract.features.length);
  const prefix = contract.model
    .split('-')
    .map((word) => (/^\d/.test(word) ? `_${word}` : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  const input = Object.fromEntries(
    contract.features.map((feature) => {
      const cell = row[feature.name];
      if (feature.kind !== 'category' || feature.open || cell === null) return [feature.name, cell];
      return [feature.name, feature.categories.find(({ value }) => value === String(cell).trim())?.name];
    }),
  );
  const field = contract.target.task === 'regression' ? contract.target.name : 'label probability';
  return {
    query: `query ($inputs: [${prefix}V1Input!]!) { predict${prefix}V1(inputs: $inputs) { predictions { ${field} } } }`,
    variables: { inputs: [input] },
  };
}

describe('the definitions', () => {
  it('satisfy the compiler and the formatter', async () => {
    const root = join(__dirname, '../..');
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions: {
          rootDir: '/',
          paths: { predictql: [join(root, 'src/index.ts')] },
          typeRoots: [join(root, 'node_modules/@types')],
          types: ['node'],
        },
        include: [join(folder, '*.model.ts'), join(root, 'src/**/*.d.ts')],
      }),
    );
    const run = promisify(execFile);
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    await run(process.execPath, [compiler, '-p', folder]).catch(({ stdout }) => {
      throw new Error(stdout);
    });
    const formatter = join(root, 'node_modules/@biomejs/biome/bin/biome');
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.model.ts'))) {
      const written = readFileSync(join(folder, file), 'utf8');
      const child = run(process.execPath, [formatter, 'format', '--stdin-file-path=a.model.ts'], {
        cwd: root,
      });
      child.child.stdin?.end(written);
      expect((await child).stdout).toBe(written);
    }
  });
});

describe('what is written where', () => {
  const data = 'plain.csv';
  const rows = Array.from({ length: 40 }, (_, row) => `${row % 7},${(row % 5) * 2 + 0.5}`).join('\n');

  beforeAll(() => writeFileSync(join(folder, data), `x,y\n${rows}\n`));

  it('never replaces a file unless told to', async () => {
    const out = join(folder, 'mine.ts');
    writeFileSync(out, 'mine');
    await expect(scaffoldFile(data, { target: 'y', out })).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
      message: expect.stringContaining('not be there yet'),
    });
    expect(readFileSync(out, 'utf8')).toBe('mine');
    await scaffoldFile(data, { target: 'y', out, force: true });
    expect(readFileSync(out, 'utf8')).toContain('defineModel');
  });

  it('says where the data is from where the definition is', async () => {
    mkdirSync(join(folder, 'models'));
    const out = join(folder, 'models/plain.ts');
    await scaffoldFile(data, { target: 'y', out });
    expect(readFileSync(out, 'utf8')).toContain("data: csv('../plain.csv')");
  });

  it.each([
    [{ target: 'y', out: 'definition.txt' }, 'OUTPUT_UNWRITABLE', 'end in .ts'],
    [{ target: 'y', out: 'nowhere/definition.ts' }, 'OUTPUT_UNWRITABLE', 'ENOENT'],
    [{ target: 'z', out: 'z.ts' }, 'COLUMN_MISSING', 'have a column "z"'],
    [{ target: 'y', name: 'No Name', out: 'n.ts' }, 'NAME_INVALID', 'No Name'],
  ])('leaves nothing behind when it cannot: %j', async (options, code, message) => {
    const before = readdirSync(folder);
    await expect(scaffoldFile(data, { ...options, out: join(folder, options.out) })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
    expect(readdirSync(folder)).toEqual(before);
  });

  it('takes the name of the model from the data, and that of the file from the model', async () => {
    const terminal = memoryTerminal();
    const before = process.cwd();
    process.chdir(folder);
    try {
      await scaffoldCommand(data, { target: 'y' }, terminal);
    } finally {
      process.chdir(before);
    }
    expect(existsSync(join(folder, 'plain.model.ts'))).toBe(true);
    expect(terminal.printed()).toContain('train it: predictql train ./plain.model.ts');
  });
});
