import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertOutputFile } from '../../src/cli/output-file';
import { sharedTemporaryFolder } from '../support/temporary-folder';

describe('assertOutputFile', () => {
  const folder = sharedTemporaryFolder();
  const input = join(folder, 'rows.csv');

  it.each(['prices.csv', 'prices.json', 'PRICES.CSV'])('accepts %s', async (name) => {
    await expect(assertOutputFile(join(folder, name), input)).resolves.toBeUndefined();
  });

  it.each([
    ['prices.txt', /must end in \.csv or \.json, got ".*prices\.txt"/],
    ['rows.csv', /must be another file than the rows/],
    ['x/../rows.csv', /must be another file than the rows/],
    ['nowhere/prices.csv', /must be writable, got ".*prices\.csv" \(ENOENT\)\. Check that its folder exists/],
    ['a-file/prices.csv', /must be writable, got ".*prices\.csv" \(ENOTDIR\)/],
  ])('refuses %s', async (name, message) => {
    mkdirSync(join(folder, 'x'), { recursive: true });
    writeFileSync(join(folder, 'a-file'), '');
    await expect(assertOutputFile(join(folder, name), input)).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
      message: expect.stringMatching(message),
    });
  });
});
