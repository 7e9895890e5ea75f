import { gzipSync } from 'node:zlib';
import type { Cell } from '../../src/contract';
import { type CsvOptions, csv, readTable, sourceOf, type Table } from '../../src/data';
import { caught } from './caught';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();

const read = (content: string | Uint8Array, options?: CsvOptions, name = 'table.csv'): Promise<Table> =>
  readTable(csv(folder.file(name, content), options));

/** The table as an object of columns. */
const columnsIn = (table: Table): Record<string, readonly Cell[]> =>
  Object.fromEntries(table.columns.map((name) => [name, table.column(name)]));

const failure = async (
  content: string | Uint8Array,
  options?: CsvOptions,
  name = 'broken.csv',
): Promise<string> => {
  const { message } = await caught('DATA_UNREADABLE', () => read(content, options, name));
  expect(message).toContain(name);
  return message;
};

describe('readTable of CSV', () => {
  it('gives the raw texts, columns and rows in the order of the file', async () => {
    const table = await read('b,a\n007, x \n1e3,\n');
    expect(table.columns).toEqual(['b', 'a']);
    expect(table.rowCount).toBe(2);
    expect(columnsIn(table)).toEqual({ b: ['007', '1e3'], a: [' x ', null] });
  });

  it.each<[string, string]>([
    ['LF', 'a,b\n1,2\n3,4\n'],
    ['CRLF', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['CR', 'a,b\r1,2\r3,4\r'],
    ['no line end after the last row', 'a,b\r\n1,2\r\n3,4'],
    ['a byte order mark', '\ufeffa,b\n1,2\n3,4\n'],
    ['a byte order mark before a quote', '\ufeff"a","b"\n1,2\n3,4\n'],
    ['blank lines', '\na,b\n\n1,2\n\n\n3,4\n\n'],
    ['semicolons', 'a;b\n1;2\n3;4\n'],
    ['tabs', 'a\tb\n1\t2\n3\t4\n'],
    ['bars', 'a|b\n1|2\n3|4\n'],
    ['quotes everywhere', '"a","b"\n"1","2"\n"3","4"\n'],
  ])('reads files with %s', async (_, content) => {
    expect(columnsIn(await read(content))).toEqual({ a: ['1', '3'], b: ['2', '4'] });
  });

  it('keeps delimiters, quotes, line ends and accents inside quotes', async () => {
    const table = await read('"na,me",b\n"x, ""y""\nz",1\n"Zoë\r\n😀",2\n5" disk,3\n');
    expect(columnsIn(table)).toEqual({ 'na,me': ['x, "y"\nz', 'Zoë\r\n😀', '5" disk'], b: ['1', '2', '3'] });
  });

  it('sees the quotes of a header after a byte order mark', async () => {
    expect(columnsIn(await read('\ufeff"a,\nb",c\n1,2\n'))).toEqual({ 'a,\nb': ['1'], c: ['2'] });
  });

  it('takes the delimiter that is given, and else the one that separates most cells of the header', async () => {
    expect(columnsIn(await read('a,b;c\n1,2;3\n', { delimiter: ';' }))).toEqual({ 'a,b': ['1,2'], c: ['3'] });
    expect(columnsIn(await read('"a,b,c";d\n1,5;2\n'))).toEqual({ 'a,b,c': ['1,5'], d: ['2'] });
    expect(columnsIn(await readTable(sourceOf(folder.file('t.tsv', 'a,b\n1,2\n'))))).toEqual({
      'a,b': ['1,2'],
    });
  });

  it('takes no cell for missing but the empty one and the spellings that are given', async () => {
    const content = 'a,b\nNA,\nNULL,-\n" NA ",""\n';
    expect(columnsIn(await read(content))).toEqual({ a: ['NA', 'NULL', ' NA '], b: [null, '-', ''] });
    expect(columnsIn(await read(content, { missing: ['NA', '-'] }))).toEqual({
      a: [null, 'NULL', null],
      b: [null, null, ''],
    });
  });

  it('reads one column, where a blank line is no row and an empty text is', async () => {
    expect(columnsIn(await read('\na\n1\n\n""\n2\n\n'))).toEqual({ a: ['1', '', '2'] });
  });

  it('names the columns of a file without a header', async () => {
    expect(columnsIn(await read('1,2\n3,4\n', { columns: ['a', 'b'] }))).toEqual({
      a: ['1', '3'],
      b: ['2', '4'],
    });
    // Decimal commas outnumber the delimiter; the number of names tells them apart.
    expect(columnsIn(await read('1,5;2,5\n', { columns: ['a', 'b'] }))).toEqual({ a: ['1,5'], b: ['2,5'] });
    expect(await failure('1,2\n', { columns: ['a', 'b', 'c'] })).toContain(
      '3 columns that it is said to have, got 2',
    );
  });

  it('leaves out columns without a name', async () => {
    expect(columnsIn(await read(',a,\n0,1,\n'))).toEqual({ a: ['1'] });
  });

  it('reads gzipped files', async () => {
    const table = await read(gzipSync('a,b\n1,"x\ny"\n'), {}, 'table.csv.gz');
    expect(columnsIn(table)).toEqual({ a: ['1'], b: ['x\ny'] });
  });

  it('keeps every row of a longer file in order', async () => {
    const rows = Array.from({ length: 30_000 }, (_, row) => `${row},"line ${row}\nof, ""two"""`);
    const table = await read(`id,text\n${rows.join('\n')}\n`);
    expect(table.rowCount).toBe(30_000);
    expect(table.column('id').every((id, row) => id === String(row))).toBe(true);
    expect(table.column('text').every((text, row) => text === `line ${row}\nof, "two"`)).toBe(true);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['blank lines', '\r\n\r\n'],
    ['a header only', 'a,b\n'],
    ['a header without a line end', 'a,b'],
  ])('refuses a file of %s', async (_, content) => {
    const { message } = await caught('DATA_EMPTY', () => read(content, {}, 'empty.csv'));
    expect(message).toContain('empty.csv');
  });

  it('refuses a header that names a column twice', async () => {
    const { message } = await caught('COLUMN_DUPLICATE', () => read('a,b,a,A\n1,2,3,4\n', {}, 'twice.csv'));
    expect(message).toContain('twice.csv" must name every column once, got more than one "a".');
  });

  it('tells columns apart that differ in case only', async () => {
    expect(columnsIn(await read('a,A\n1,2\n'))).toEqual({ a: ['1'], A: ['2'] });
  });

  it.each<[string, string | Uint8Array, string]>([
    ['a row that is too short', 'a,b\n1,2\n3\n', 'Line: 3'],
    ['a row that is too long', 'a,b\n1,2\n3,4,5\n', 'Expected Number of Columns: 2 Found: 3'],
    ['text after a closing quote', 'a,b\n"1"x,2\n', 'Line: 2'],
    ['a quote that is never closed', 'a,b\n1,2\n3,"4\n5,6\n', 'got a quote in line 3 that nothing closes'],
    ['a quote that the end of the file leaves open', 'a,b\n1,"', 'a quote in line 2 that nothing closes'],
    [
      'an open quote below cells of many lines',
      'a,b\n"1\n2",3\n4,"5',
      'a quote in line 4 that nothing closes',
    ],
    ['another line end at the end', 'a,b\n1,2\r', 'got CR in line 2'],
    ['mixed line ends', 'a,b\r\n1,2\n', 'end every line with CRLF as its first line does, got LF in line 2'],
    ['a lone carriage return', 'a,b\n1\r,2\n', 'got CR in line 2'],
    ['Latin-1 letters', Buffer.from('a,b\n\xe9,2\n', 'latin1'), 'utf-8'],
    ['UTF-16', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'), 'UTF-8'],
  ])('refuses %s', async (_, content, expected) => {
    const message = await failure(content);
    expect(message).toContain(expected);
    // Advice on options that a reader of the message cannot set.
    expect(message).not.toContain('Possible');
  });

  it('refuses gzip files that are cut off or are none', async () => {
    const rows = Array.from({ length: 5000 }, (_, row) => `${row},${Math.sqrt(row)}`);
    const whole = gzipSync(`a,b\n${rows.join('\n')}\n`);
    const half = whole.subarray(0, whole.length / 2);
    expect(await failure(half, {}, 'half.csv.gz')).toContain('be a complete gzip file');
    expect(await failure('a,b\n1,2\n', {}, 'plain.csv.gz')).toContain('be a complete gzip file');
  });
});
