import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProfileCommandOptions, profileCommand } from '../../src/cli/profile';
import { memoryTerminal } from '../support/memory-terminal';
import { sharedTemporaryFolder } from '../support/temporary-folder';

const folder = realpathSync(sharedTemporaryFolder());
const root = join(__dirname, '../..');

async function profile(data: string, options: ProfileCommandOptions = {}) {
  const terminal = memoryTerminal();
  const out = join(folder, 'report.html');
  await profileCommand(data, { out, ...options }, terminal);
  const [result] = terminal.results as {
    target: string | null;
    rows: number;
    columns: { name: string; kind: string; explains?: number }[];
    warnings: { severity: string; topic: string; column?: string }[];
  }[];
  return { text: terminal.printed(), result, page: readFileSync(out, 'utf8') };
}

describe('predictql profile', () => {
  it.each([
    ['ames.csv', { target: 'Sale_Price' }, 2930, 74],
    ['credit.csv', { target: 'Status' }, 4454, 14],
    ['digits.csv.gz', { target: 'column65', task: 'classification' }, 1797, 65],
  ] as const)('reports on %s', async (file, options, rows, columns) => {
    const { text, result, page } = await profile(join(root, 'data', file), options);
    expect(text).toContain(`report.html written: ${rows} rows of ${columns} columns`);
    expect(result).toMatchObject({ rows, target: options.target });
    expect(result.columns).toHaveLength(columns);
    expect(page).toContain(`<h1><bdi>${file}</bdi></h1>`);
    expect(page.match(/<article /g)).toHaveLength(columns);
  });

  it('finds what a house is worth by', async () => {
    const { result } = await profile(join(root, 'data/ames.csv'), { target: 'sale_price' });
    const strongest = [...result.columns].sort((one, other) => (other.explains ?? 0) - (one.explains ?? 0));
    expect(strongest.slice(0, 3).map(({ name }) => name)).toEqual([
      'Neighborhood',
      'Gr_Liv_Area',
      'Year_Built',
    ]);
  });

  it('tells on the terminal what to look at', async () => {
    const path = join(folder, 'data.csv');
    const lines = Array.from(
      { length: 60 },
      (_, row) => `${row},same,${(row * 7) % 31},${((row * 7) % 31) * 2}`,
    );
    writeFileSync(path, `id,constant,x\u001b[31m,y\n${lines.join('\n')}\n`);
    const { text, result } = await profile(path, { target: 'y' });
    expect(result.warnings.map(({ severity, topic, column }) => [severity, topic, column])).toEqual([
      ['high', 'leak', 'x\u001b[31m'],
      ['medium', 'identifier', 'id'],
      ['medium', 'constant', 'constant'],
    ]);
    expect(text).toMatch(/^high {4}"x\\u001b\[31m" +all but gives the target away/m);
    expect(text).not.toContain('\u001b');
  });

  it('is named after the data, in the working directory', async () => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      await profileCommand(join(root, 'data/credit.csv'), {}, memoryTerminal());
    } finally {
      process.chdir(before);
    }
    expect(existsSync(join(folder, 'credit.csv.profile.html'))).toBe(true);
  });

  it.each<[string, ProfileCommandOptions, string, string]>([
    [
      'a report that would replace other files',
      { out: join(folder, 'data.csv') },
      'OUTPUT_UNWRITABLE',
      'end in .html',
    ],
    ['a folder that is not there', { out: join(folder, 'no/where.html') }, 'OUTPUT_UNWRITABLE', 'ENOENT'],
    ['a target that is not there', { target: 'cost' }, 'COLUMN_MISSING', 'have a column "cost"'],
  ])('refuses %s', async (_, options, code, message) => {
    await expect(profile(join(root, 'data/credit.csv'), options)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });
});
