import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { csv, json, parquet, readTable, sourceOf } from '../../src/data';
import { caught } from './caught';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();

describe('readTable', () => {
  it.each([
    'a*b.csv',
    'q?.csv',
    '[x].csv',
    '[!x].csv',
    'a**b.csv',
    '.hid*den.csv',
    "it's.csv",
    "'; DROP TABLE x; --.csv",
    'back\\slash.csv',
    '{a,b}.csv',
    '~.csv',
    '-.csv',
    'new\nline.csv',
    '$path.csv',
    'Zoë 😀.csv',
  ])('opens exactly the file called %p', async (name) => {
    // What the patterns would match, if they were patterns.
    for (const decoy of ['axb.csv', 'qx.csv', 'x.csv', 'y.csv', '.hidden.csv'])
      folder.file(decoy, 'a\ndecoy\n');
    const table = await readTable(csv(folder.file(name, `a\n"this one"\n`)));
    expect(table.column('a')).toEqual(['this one']);
  });

  it('opens files in folders with such names, and takes no column from them', async () => {
    mkdirSync(join(folder.path, 'd*r [1]', 'c0=2020'), { recursive: true });
    const table = await readTable(csv(folder.file('d*r [1]/c0=2020/x.csv', 'a\n1\n')));
    expect(table.columns).toEqual(['a']);
    expect(table.column('a')).toEqual(['1']);
  });

  it('says so when no way exists to name a file to the reader', async () => {
    const path = folder.file('back\\sl*sh.csv', 'a\n1\n');
    expect((await caught('DATA_UNREADABLE', () => readTable(csv(path)))).message).toContain('Rename it.');
  });

  it('does not take a pattern for the files that it matches', async () => {
    folder.file('match1.csv', 'a\n1\n');
    const { message } = await caught('DATA_UNREADABLE', () =>
      readTable(csv(join(folder.path, 'match*.csv'))),
    );
    expect(message).toContain('ENOENT');
  });

  it.each(['https://example.com/a.csv', 's3://bucket/a.parquet', 'file:///tmp/a.json', 'HTTP://x/a.csv'])(
    'refuses the address %p',
    async (path) => {
      const { message } = await caught('DATA_UNREADABLE', () => readTable(sourceOf(path)));
      expect(message).toBe(
        `A data source must be a file on this machine, got the address ${JSON.stringify(path)}. Download it first.`,
      );
    },
  );

  it.each([csv, parquet, json])('names what cannot be opened (%p)', async (source) => {
    const absent = await caught('DATA_UNREADABLE', () => readTable(source('no/such/file')));
    expect(absent.message).toContain('"no/such/file" (ENOENT)');
    const empty = await caught('DATA_UNREADABLE', () => readTable(source('')));
    expect(empty.message).toContain('"" (ENOENT)');
    const nul = await caught('DATA_UNREADABLE', () => readTable(source('a\0b')));
    expect(nul.message).toContain('ERR_INVALID_ARG_VALUE');
    const directory = await caught('DATA_UNREADABLE', () => readTable(source(folder.path)));
    expect(directory.message).toContain('which is a directory or a device');
  });

  it('names the columns it has when it is asked for another', async () => {
    const table = await readTable(csv(folder.file('columns.csv', 'a,b\n1,2\n')));
    expect((await caught('COLUMN_MISSING', () => table.column('c'))).message).toContain('got "a", "b"');
    expect((await caught('COLUMN_MISSING', () => table.column('constructor'))).message).toContain('"a", "b"');
  });
});
