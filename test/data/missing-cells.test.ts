import { defineContract, number, regression } from '../../src/contract';
import { csv, json, labelledRowsOf, readTable } from '../../src/data';
import { caught } from './caught';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const contract = defineContract({
  name: 'test',
  major: 1,
  title: 'Test',
  task: regression({ target: 'b' }),
  features: { a: number({}) },
});

describe('texts that mean "missing"', () => {
  it('count in every column, or in the columns that they are named for', async () => {
    const path = folder.file('table.csv', 'a,b\nNA,NA\n x ,x\n-,-\n');
    const table = await readTable(csv(path, { missing: ['NA'], missingIn: { a: ['x', ' - '] } }));
    expect(table.column('a')).toEqual([null, null, null]);
    expect(table.column('b')).toEqual([null, 'x', '-']);
  });

  it('count in typed files too, numbers by their text', async () => {
    const path = folder.file('table.json', '[{"a": -999, "b": "NA"}, {"a": 1, "b": true}, {"a": null}]');
    const table = await readTable(json(path, { missing: ['-999', 'NA'] }));
    expect(table.column('a')).toEqual([null, 1, null]);
    expect(table.column('b')).toEqual([null, true, null]);
  });

  it('are refused for columns that are not there, where a model is learned', async () => {
    const path = folder.file('table.csv', 'a,b\n1,2\n');
    const table = await readTable(csv(path, { missingIn: { c: ['x'] } }));
    const error = await caught('COLUMN_MISSING', async () => labelledRowsOf(table, contract));
    expect(error.message).toContain(
      'must have every column that missingIn names, got no "c". Its columns are "a", "b".',
    );
  });

  it('are no columns by inheritance', async () => {
    const path = folder.file('table.csv', 'constructor,__proto__\nx,x\n');
    const table = await readTable(csv(path, { missingIn: { ['__proto__']: ['x'] } }));
    expect(table.column('constructor')).toEqual(['x']);
    expect(table.column('__proto__')).toEqual([null]);
  });

  it('are frozen with their source', () => {
    const texts = ['x'];
    const source = csv('table.csv', { missingIn: { a: texts } });
    texts.push('y');
    expect(source.missingIn).toEqual({ a: ['x'] });
    expect(Object.isFrozen(source.missingIn)).toBe(true);
  });
});
