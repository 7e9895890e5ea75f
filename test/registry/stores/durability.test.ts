import { promises } from 'node:fs';
import { join, relative } from 'node:path';
import { FileStore } from '../../../src/registry';
import { useTemporaryFolder } from '../temporary-folder';

const folder = useTemporaryFolder();
const one = Buffer.from('1');

/** What a write tells the disk, in order: `sync <path>`, `rename <path>`, `link <path>`; staged names cut. */
function recordCalls(): string[] {
  const calls: string[] = [];
  const shown = (path: unknown) =>
    relative(folder(), String(path)).replace(/\.staging\/[0-9a-f-]{36}/, 'staged') || '.';
  const { open, rename, link } = promises;
  jest.spyOn(promises, 'open').mockImplementation(async (path, ...options) => {
    const file = await open(path, ...options);
    const sync = file.sync.bind(file);
    file.sync = async () => {
      await sync();
      calls.push(`sync ${shown(path)}`);
    };
    return file;
  });
  jest.spyOn(promises, 'rename').mockImplementation(async (from, to) => {
    await rename(from, to);
    calls.push(`rename ${shown(to)}`);
  });
  jest.spyOn(promises, 'link').mockImplementation(async (from, to) => {
    await link(from, to);
    calls.push(`link ${shown(to)}`);
  });
  return calls;
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a write to a FileStore', () => {
  it('has a folder on disk before it appears, and its name on disk before it is done', async () => {
    const calls = recordCalls();
    const files = new Map([
      ['x', one],
      ['deep/er/y', one],
    ]);
    await new FileStore(join(folder(), 'registry')).createFolder('model/1.0.0', files);
    expect(calls).toEqual([
      'sync registry',
      'sync .',
      'sync registry/staged/folder/x',
      'sync registry/staged/folder/deep/er/y',
      'sync registry/staged/folder',
      'sync registry/staged/folder/deep/er',
      'sync registry/staged/folder/deep',
      'rename registry/model/1.0.0',
      'sync registry/model',
      'sync registry',
    ]);
  });

  it('has a file on disk before it appears, and its name on disk before it is done', async () => {
    const store = new FileStore(folder());
    await store.create('a', one);
    const calls = recordCalls();
    await store.create('model/aliases/1/00000001.json', one);
    expect(calls).toEqual([
      'sync staged/file',
      'sync staged',
      'link model/aliases/1/00000001.json',
      'sync model/aliases/1',
      'sync model/aliases',
      'sync model',
      'sync .',
    ]);
  });
});
