import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parquet, readTable } from '../../src/data';
import { caught } from './caught';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();

/** Writes what a query gives to a Parquet file. */
async function parquetOf(name: string, query: string): Promise<string> {
  const path = join(folder.path, name);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'America/New_York'`);
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet, COMPRESSION uncompressed)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

const one = async (expression: string) =>
  (await readTable(parquet(await parquetOf('one.parquet', `SELECT ${expression} AS x`)))).column('x')[0];

describe('readTable of Parquet', () => {
  it.each<[string, unknown]>([
    ['42::TINYINT', 42],
    ['9007199254740991::BIGINT', 9007199254740991],
    ['-9007199254740991::BIGINT', -9007199254740991],
    ['7::UBIGINT', 7],
    ['123.45::DECIMAL(10, 2)', 123.45],
    ['0.1::FLOAT', Math.fround(0.1)],
    ['0.1::DOUBLE', 0.1],
    ["'NaN'::DOUBLE", null],
    ["'Infinity'::DOUBLE", Number.POSITIVE_INFINITY],
    ['NULL::INTEGER', null],
    ['true', true],
    ["'Zoë'", 'Zoë'],
    ["''", ''],
    ["'b'::ENUM('a', 'b')", 'b'],
    ["'5f3c7f5e-0000-4000-8000-000000000001'::UUID", '5f3c7f5e-0000-4000-8000-000000000001'],
    ["DATE '2024-02-29'", '2024-02-29'],
    ["DATE '0044-03-15'", '0044-03-15'],
    ["TIMESTAMP '2024-02-29 23:59:59.999'", '2024-02-29'],
    ["TIMESTAMP '1969-12-31 23:00:00'", '1969-12-31'],
    ["TIMESTAMP_S '1969-12-30 00:00:00'", '1969-12-30'],
    ["TIMESTAMP_MS '2024-01-01 00:00:00'", '2024-01-01'],
    ["TIMESTAMP_NS '1960-01-01 12:00:00.000000001'", '1960-01-01'],
    // 23:30 in New York is the next day in UTC.
    ["TIMESTAMPTZ '2024-01-01 23:30:00-05'", '2024-01-02'],
  ])('reads %s', async (expression, cell) => {
    expect(await one(expression)).toBe(cell);
  });

  it('keeps the order of rows and columns', async () => {
    const path = await parquetOf(
      'rows.parquet',
      'SELECT (i * 7919) % 50021 AS b, i::VARCHAR AS a FROM range(50000) t(i)',
    );
    const table = await readTable(parquet(path));
    expect(table.columns).toEqual(['b', 'a']);
    expect(table.rowCount).toBe(50_000);
    expect(table.column('b').every((cell, row) => cell === (row * 7919) % 50_021)).toBe(true);
    expect(table.column('a').every((cell, row) => cell === String(row))).toBe(true);
  });

  it.each([
    '9007199254740992::BIGINT',
    '18446744073709551615::UBIGINT',
    '99999999999999999999::DECIMAL(30, 0)',
    "'infinity'::DATE",
    "DATE '10000-01-01'",
    "TIME '10:00:00'",
    "'abc'::BLOB",
    '[1, 2]',
    "{'a': 1}",
  ])('leaves a column of %s alone until someone asks for it', async (expression) => {
    const path = await parquetOf(
      'odd.parquet',
      `SELECT 1 AS fine, NULL AS odd UNION ALL SELECT 2, ${expression}`,
    );
    const table = await readTable(parquet(path));
    expect(table.column('fine')).toEqual([1, 2]);
    const { message } = await caught('DATA_UNREADABLE', () => table.column('odd'));
    expect(message).toMatch(/^Column "odd" of ".*odd\.parquet" must hold .*, got .* in row 2\./);
  });

  it('takes the names from the file: case counts, and folders like colx=9 are no columns', async () => {
    mkdirSync(join(folder.path, 'colx=9'));
    const path = await parquetOf('colx=9/case.parquet', 'SELECT 1 AS colx, 2 AS coly, {colz: 3} AS s');
    const bytes = readFileSync(path);
    for (let at = bytes.indexOf('coly'); at >= 0; at = bytes.indexOf('coly')) bytes.write('COLX', at);
    writeFileSync(path, bytes);
    const table = await readTable(parquet(path));
    expect(table.columns).toEqual(['colx', 'COLX', 's']);
    expect([table.column('colx')[0], table.column('COLX')[0]]).toEqual([1, 2]);
  });

  it('refuses two columns of one name', async () => {
    const path = await parquetOf('twice.parquet', 'SELECT 1 AS colx, 2 AS coly');
    const bytes = readFileSync(path);
    for (let at = bytes.indexOf('coly'); at >= 0; at = bytes.indexOf('coly')) bytes.write('colx', at);
    writeFileSync(path, bytes);
    const { message } = await caught('COLUMN_DUPLICATE', () => readTable(parquet(path)));
    expect(message).toContain('twice.parquet');
  });

  it('refuses a file without rows', async () => {
    const path = await parquetOf('empty.parquet', 'SELECT 1 AS a WHERE false');
    const { message } = await caught('DATA_EMPTY', () => readTable(parquet(path)));
    expect(message).toContain('empty.parquet" must have at least one row of data, got a header only');
  });

  it('refuses what is no Parquet file, or half of one', async () => {
    const whole = readFileSync(await parquetOf('whole.parquet', 'SELECT i AS a FROM range(1000) t(i)'));
    for (const content of ['', 'a,b\n1,2\n', whole.subarray(0, whole.length / 2)]) {
      const path = folder.file('none.parquet', content);
      const { message } = await caught('DATA_UNREADABLE', () => readTable(parquet(path)));
      expect(message).toContain('none.parquet" must be a Parquet file, got ');
      expect(message).not.toContain('LINE 1');
    }
  });
});
