import { createHash } from 'node:crypto';
import { sha256OfFile } from '../../src/data';
import { caught } from './caught';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();

describe('sha256OfFile', () => {
  it('is what sha256sum prints', async () => {
    expect(await sha256OfFile(folder.file('abc', 'abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(await sha256OfFile(folder.file('empty', ''))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('covers files of many chunks', async () => {
    const bytes = Buffer.alloc(300_001, 'predictql');
    expect(await sha256OfFile(folder.file('large', bytes))).toBe(
      createHash('sha256').update(bytes).digest('hex'),
    );
  });

  it('refuses what cannot be read', async () => {
    expect((await caught('DATA_UNREADABLE', () => sha256OfFile('no/such/file'))).message).toContain(
      '"no/such/file" (ENOENT)',
    );
    expect((await caught('DATA_UNREADABLE', () => sha256OfFile(folder.path))).message).toContain('(EISDIR)');
  });
});
