import { type Cell, PredictqlError } from '../../src/contract';
import { type DiscoverOptions, discoverTable, findColumn, readTable, type Table } from '../../src/data';
import { caught } from './caught';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();

const columnsIn = (table: Table): Record<string, readonly Cell[]> =>
  Object.fromEntries(table.columns.map((name) => [name, table.column(name)]));

async function discovered(content: string, options?: DiscoverOptions, name = 'table.csv') {
  const found = await discoverTable(folder.file(name, content), options);
  // Whoever reads the file as the source says must see the same.
  expect(columnsIn(await readTable(found.source))).toEqual(columnsIn(found.table));
  return found;
}

describe('discoverTable', () => {
  it('reads a plain file as it is', async () => {
    const { source, table, remarks } = await discovered('a,b\n1,x\n');
    expect(source).toEqual({ format: 'csv', path: source.path });
    expect(columnsIn(table)).toEqual({ a: ['1'], b: ['x'] });
    expect(remarks).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ['numbers only', '1,2.5\n3,4\n', ['column1', 'column2']],
    ['numbers and gaps', '7,,-1e3\n3,4,5\n', ['column1', 'column2', 'column3']],
    ['one number', '5\n6\n', ['column1']],
  ])('calls columns by their places where the first row is %s', async (_, content, names) => {
    const { source, table, remarks } = await discovered(content);
    expect(source).toMatchObject({ columns: names });
    expect(source).not.toHaveProperty('header');
    expect(table.rowCount).toBe(content.split('\n').length - 1);
    expect(remarks).toEqual([expect.stringContaining('holds data')]);
  });

  it.each([
    ['counted from 0', '0,1,2\n5,6,7\n', ['0', '1', '2']],
    ['counted from 1', '1,2\n5,6\n', ['1', '2']],
    ['a year among words', 'city,2019\nA,6\n', ['city', '2019']],
  ])('takes names for names that are %s', async (_, content, names) => {
    expect((await discovered(content)).table.columns).toEqual(names);
  });

  it('believes who says whether there is a header', async () => {
    expect((await discovered('a,b\n1,2\n', { header: false })).table.columns).toEqual(['column1', 'column2']);
    expect((await discovered('10,20\n1,2\n', { header: true })).table.columns).toEqual(['10', '20']);
  });

  it('numbers names that come twice, and tells of columns without one', async () => {
    const { source, table, remarks } = await discovered(',x,x,x (2),x,\n9,1,2,3,4,8\n');
    expect(source).toMatchObject({ header: true, columns: ['', 'x', 'x (3)', 'x (2)', 'x (4)', ''] });
    expect(columnsIn(table)).toEqual({ x: ['1'], 'x (3)': ['2'], 'x (2)': ['3'], 'x (4)': ['4'] });
    expect(remarks).toEqual([
      '2 columns without a name are left out.',
      'The header names columns twice ("x"); the later ones are numbered.',
    ]);
  });

  it.each([
    ['with semicolons', 'a;b\n1,5;2\n-0,25;3\n', { a: ['1.5', '-0.25'], b: ['2', '3'] }],
    ['in quotes', 'a,b\n"1,5",2\n7,3\n', { a: ['1.5', '7'], b: ['2', '3'] }],
    ['after a lone zero', 'a;b\n0,125;2\n0,500;3\n', { a: ['0.125', '0.500'], b: ['2', '3'] }],
    [
      'with an exponent',
      'a;b\n1,5e3;x,y\n2,25E-1;"1,2,3"\n',
      { a: ['1.5e3', '2.25E-1'], b: ['x,y', '1,2,3'] },
    ],
  ])('finds commas before fractions %s', async (_, content, columns) => {
    const { source, table, remarks } = await discovered(content);
    expect(source).toMatchObject({ decimal: ',' });
    expect(columnsIn(table)).toEqual(columns);
    expect(remarks).toEqual([expect.stringContaining('comma')]);
  });

  it.each([
    ['between thousands', 'a;b\n1,500;2\n12,125;3\n'],
    ['in texts', 'a;b\n"1,5 to 2";2\nSmith, J;3\n'],
    ['in few cells of a column of texts', 'a;b\n1,5;2\nx;3\ny;4\nz;5\n'],
  ])('leaves commas %s alone', async (_, content) => {
    expect((await discovered(content)).source).not.toHaveProperty('decimal');
  });

  it('keeps the delimiter that the extension says', async () => {
    const { source } = await discovered('a\tb,c\n1\t2\n', {}, 'table.tsv');
    expect(source).toMatchObject({ delimiter: '\t' });
  });

  it('reads typed files as they are, also once more', async () => {
    const { source, table, readAs } = await discovered('[{"a": 1, "b": "NA"}]', {}, 'table.json');
    expect(columnsIn(table)).toEqual({ a: [1], b: ['NA'] });
    const again = await readAs({ ...source, missing: ['NA'] });
    expect(columnsIn(again)).toEqual({ a: [1], b: [null] });
  });

  it('reads once more what it has parsed, as a source says that knows more', async () => {
    const { source, readAs } = await discovered('a,b\n1,NA\n');
    expect(columnsIn(await readAs({ ...source, missing: ['NA'] }))).toEqual({ a: ['1'], b: [null] });
  });

  it('refuses what no table is in', async () => {
    await caught('DATA_EMPTY', () => discoverTable(folder.file('empty.csv', '')));
    await caught('DATA_EMPTY', () => discoverTable(folder.file('header.csv', 'a,b\n')));
    await caught('DATA_UNREADABLE', () => discoverTable(folder.file('rows.xlsx', 'a')));
    await caught('DATA_UNREADABLE', () => discoverTable('nowhere.csv'));
  });
});

describe('findColumn', () => {
  it('finds the very name first, then the one that is alike', async () => {
    const { table } = await discovered(' Price ,price,Total\n1,2,3\n');
    expect(findColumn(table, 'price')).toBe('price');
    expect(findColumn(table, 'TOTAL ')).toBe('Total');
    for (const [wanted, listed] of [
      ['PRICE', '" Price ", "price"'],
      ['cost', '" Price ", "price", "Total"'],
    ]) {
      expect(() => findColumn(table, wanted)).toThrow(PredictqlError);
      expect(() => findColumn(table, wanted)).toThrow(`must have a column "${wanted}", got ${listed}`);
    }
  });
});
