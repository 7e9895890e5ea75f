import { json, readTable, type Table } from '../../src/data';
import { caught } from './caught';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const read = (content: string | Uint8Array): Promise<Table> =>
  readTable(json(folder.file('rows.json', content)));

describe('readTable of JSON', () => {
  it.each<[string, string]>([
    ['an array', '[{"a": 1, "b": "x"}, {"a": null, "c": true}]'],
    ['an array over many lines', ' \n[\n{"a": 1,\n"b": "x"},\n{"a": null, "c": true}\n]\n'],
    ['one object a line', '{"a": 1, "b": "x"}\n{"a": null, "c": true}\n'],
    ['one object a line, with blank lines and CRLF', '{"a": 1, "b": "x"}\r\n\r\n{"a": null, "c": true}'],
    ['a byte order mark', '\ufeff[{"a": 1, "b": "x"}, {"a": null, "c": true}]'],
  ])('reads %s', async (_, content) => {
    const table = await read(content);
    expect(table.columns).toEqual(['a', 'b', 'c']);
    expect(table.rowCount).toBe(2);
    expect(table.column('a')).toEqual([1, null]);
    expect(table.column('b')).toEqual(['x', null]);
    expect(table.column('c')).toEqual([null, true]);
  });

  it('leaves texts that look like something else as they are', async () => {
    const table = await read('[{"a": "2024-01-01 10:00:00", "A": "007"}]');
    expect([table.column('a')[0], table.column('A')[0]]).toEqual(['2024-01-01 10:00:00', '007']);
  });

  it('is not misled by names that every object inherits', async () => {
    const table = await read('[{"a": 1}, {"constructor": 2, "__proto__": 3}]');
    expect(table.column('constructor')).toEqual([null, 2]);
    expect(table.column('__proto__')).toEqual([null, 3]);
  });

  it('leaves a column of lists or objects alone until someone asks for it', async () => {
    const table = await read('[{"a": 1}, {"a": 2, "b": [1, 2]}]');
    expect(table.column('a')).toEqual([1, 2]);
    const { message } = await caught('DATA_UNREADABLE', () => table.column('b'));
    expect(message).toContain('got [1,2] in row 2');
  });

  it.each(['', ' \n', '[]'])('refuses %p, which has no rows', async (content) => {
    expect((await caught('DATA_EMPTY', () => read(content))).message).toContain('rows.json');
  });

  it.each<[string, string | Uint8Array, string]>([
    ['an array that is cut off after a comma', '[{"a": 1},', 'in the array'],
    ['a line that is cut off', '{"a": 1}\n{"a":', 'in line 2'],
    ['text after the array', '[{"a": 1}] [{"a": 2}]', 'in the array'],
    ['a number', '5', '5 in line 1'],
    ['an array of numbers', '[{"a": 1}, 2]', '2 in row 2'],
    ['an array of arrays', '[[1]]', '[1] in row 1'],
    ['null', 'null', 'null in line 1'],
    ['bytes that are no UTF-8', Buffer.from('[{"a": "\xe9"}]', 'latin1'), 'UTF-8'],
  ])('refuses %s', async (_, content, expected) => {
    const { message } = await caught('DATA_UNREADABLE', () => read(content));
    expect(message).toContain('rows.json');
    expect(message).toContain(expected);
  });
});
