import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cell } from '../../src/contract';
import { readTable, sourceOf, writeTable } from '../../src/data';
import { caught } from './caught';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const pathOf = (name: string) => join(folder.path, name);
const written = async (name: string, columns: string[], rows: Cell[][]): Promise<string> => {
  await writeTable(pathOf(name), columns, rows);
  return readFileSync(pathOf(name), 'utf8');
};

describe('writeTable', () => {
  it('writes CSV with quotes where they are needed', async () => {
    const text = await written(
      'q.csv',
      ['a', 'b,c', 'd"e'],
      [
        [1, 'plain', true],
        [-0.5, 'com,ma', false],
        [null, 'quo"te', undefined],
        [Number.NaN, 'new\nline', ''],
        [1e21, ' spaces ', 'semi;colon'],
      ],
    );
    expect(text).toBe(
      'a,"b,c","d""e"\n1,plain,true\n-0.5,"com,ma",false\n,"quo""te",\n,"new\nline",""\n1e+21," spaces ","semi;colon"\n',
    );
  });

  it('writes a JSON array of objects', async () => {
    const text = await written(
      'q.json',
      ['a', '__proto__'],
      [
        [1, 'x"y'],
        [null, undefined],
        [Number.NaN, true],
      ],
    );
    expect(text).toBe(
      '[\n{"a":1,"__proto__":"x\\"y"},\n{"a":null,"__proto__":null},\n{"a":null,"__proto__":true}\n]\n',
    );
    expect(JSON.parse(await written('none.json', ['a'], []))).toEqual([]);
  });

  it.each(['r.csv', 'r.json'])('is read back as it was written: %s', async (name) => {
    const texts = ['a', 'b,c', '"', '""', ' x ', 'l1\nl2', 'l1\r\nl2', '', 'tab\t', 'Zoë 😀', '007', 'a;b|c'];
    await writeTable(
      pathOf(name),
      ['te,xt', 'row'],
      texts.map((text, row) => [text, `${row}`]),
    );
    const table = await readTable(sourceOf(pathOf(name)));
    expect(table.column('te,xt')).toEqual(texts);
    await writeTable(pathOf(name), ['only'], [['x'], [null], ['y']]);
    expect((await readTable(sourceOf(pathOf(name)))).rowCount).toBe(3);
  });

  it.each(['f.csv', 'f.json'])('writes numbers that give the same float32 back: %s', async (name) => {
    const floats = Float32Array.of(0.1, 1 / 3, 3.4028235e38, 1.4e-45, 16777217, -2.5e-7, 123456.79);
    await writeTable(
      pathOf(name),
      ['x'],
      Array.from(floats, (value) => [value]),
    );
    const cells = (await readTable(sourceOf(pathOf(name)))).column('x');
    expect(Float32Array.from(cells, Number)).toEqual(floats);
  });

  it('writes more than one chunk', async () => {
    const rows = Array.from({ length: 40_000 }, (_, row) => [row, `text ${row}`]);
    await writeTable(pathOf('big.csv'), ['id', 'text'], rows);
    const table = await readTable(sourceOf(pathOf('big.csv')));
    expect(table.column('text').every((text, row) => text === `text ${row}`)).toBe(true);
    expect(table.rowCount).toBe(40_000);
  });

  it('replaces a file, and leaves nothing else behind', async () => {
    mkdirSync(pathOf('clean'));
    for (const value of [1, 2]) await writeTable(pathOf('clean/x.csv'), ['a'], [[value]]);
    expect(readdirSync(pathOf('clean'))).toEqual(['x.csv']);
    expect(readFileSync(pathOf('clean/x.csv'), 'utf8')).toBe('a\n2\n');
  });

  it('leaves a file as it was when it cannot write the new one, and no rest of it', async () => {
    mkdirSync(pathOf('failed/dir.csv'), { recursive: true });
    writeFileSync(pathOf('failed/old.csv'), 'old');
    const cases: [string, Cell[][], string][] = [
      ['failed/dir.csv', [[1]], 'EISDIR'],
      ['failed/no/such/folder.csv', [[1]], 'ENOENT'],
      ['failed/old.csv', [[1], [1, 2]], 'Row 2 of'],
      ['failed/old.csv', [[Number.POSITIVE_INFINITY]], 'got Infinity for "a"'],
      ['failed/old.txt', [[1]], 'end in .csv or .json'],
    ];
    for (const [name, rows, expected] of cases) {
      const error = await caught('OUTPUT_UNWRITABLE', () => writeTable(pathOf(name), ['a'], rows));
      expect(error.message).toContain(expected);
    }
    expect(readdirSync(pathOf('failed')).sort()).toEqual(['dir.csv', 'old.csv']);
    expect(readFileSync(pathOf('failed/old.csv'), 'utf8')).toBe('old');
  });

  it('refuses two columns of one name', async () => {
    await caught('COLUMN_DUPLICATE', () => writeTable(pathOf('twice.json'), ['a', 'a'], [[1, 2]]));
  });
});
