import { csv, json, parquet, sourceOf } from '../../src/data';
import { caught } from './caught';

describe('sourceOf', () => {
  it('knows the format by the extension, in any case', () => {
    expect(sourceOf('a/b.csv')).toEqual({ format: 'csv', path: 'a/b.csv' });
    expect(sourceOf('B.CSV')).toEqual({ format: 'csv', path: 'B.CSV' });
    expect(sourceOf('b.csv.gz')).toEqual({ format: 'csv', path: 'b.csv.gz' });
    expect(sourceOf('b.tsv')).toEqual({ format: 'csv', path: 'b.tsv', delimiter: '\t' });
    expect(sourceOf('b.parquet')).toEqual({ format: 'parquet', path: 'b.parquet' });
    for (const path of ['b.json', 'b.jsonl', 'b.ndjson'])
      expect(sourceOf(path)).toEqual({ format: 'json', path });
  });

  it.each(['data.xlsx', 'data', 'csv', 'data.parquet.gz', ''])(
    'refuses %p and says what it takes',
    async (path) => {
      const { message } = await caught('DATA_UNREADABLE', () => sourceOf(path));
      expect(message).toContain(JSON.stringify(path));
      expect(message).toContain('.csv, .csv.gz, .tsv, .parquet, .json, .jsonl, .ndjson');
    },
  );
});

describe('sources', () => {
  it('are frozen plain data', () => {
    const missing = ['NA'];
    const source = csv('a.csv', { missing, columns: ['a'], delimiter: ';' });
    missing.push('?');
    expect(source).toEqual({ format: 'csv', path: 'a.csv', missing: ['NA'], columns: ['a'], delimiter: ';' });
    expect(JSON.parse(JSON.stringify(source))).toEqual(source);
    for (const value of [source, source.missing, source.columns, parquet('a'), json('a')]) {
      expect(Object.isFrozen(value)).toBe(true);
    }
  });

  it('refuse a delimiter that no CSV file has', async () => {
    const { message } = await caught('DATA_UNREADABLE', () => csv('a.csv', { delimiter: '::' as never }));
    expect(message).toContain('"::"');
  });
});
