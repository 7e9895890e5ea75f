import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ArtifactCache } from '../../../src/registry';
import { useTemporaryFolder } from '../temporary-folder';
import { remoteStore } from './remote-store';

const folder = useTemporaryFolder();
const content = Buffer.from(Array.from({ length: 100 }, (_, i) => i));
const sha256 = createHash('sha256').update(content).digest('hex');
const promised = { sha256, bytes: content.length };
const entries = () => join(folder(), 'cache', 'artifacts');
const entry = () => join(entries(), sha256);
const newCache = () => new ArtifactCache(join(folder(), 'cache'));
const gone = remoteStore({ content: () => undefined });

describe('an ArtifactCache', () => {
  it('fetches once', async () => {
    const store = remoteStore({ content: () => content });
    expect(await newCache().read(store, 'key', promised)).toEqual(content);
    expect(await newCache().read(store, 'other-key', promised)).toEqual(content);
    expect(store.offsets).toEqual([0]);
    expect(await newCache().read(gone, 'key', promised)).toEqual(content);
    expect(await readdir(entries())).toEqual([sha256]);
  });

  it.each([
    ['changed', () => writeFile(entry(), Buffer.alloc(100))],
    ['cut off', () => writeFile(entry(), content.subarray(0, 50))],
    ['grown', () => writeFile(entry(), Buffer.concat([content, content]))],
    ['emptied', () => writeFile(entry(), '')],
  ])('replaces an entry that was %s', async (_, damage) => {
    const store = remoteStore({ content: () => content });
    await newCache().read(store, 'key', promised);
    await damage();
    expect(await newCache().read(store, 'key', promised)).toEqual(content);
    expect(store.offsets).toEqual([0, 0]);
    expect(await readFile(entry())).toEqual(content);
  });

  it('goes on where a connection broke', async () => {
    const store = remoteStore({ content: () => content, lives: [25, 0, 30, 0, 0] });
    expect(await newCache().read(store, 'key', promised)).toEqual(content);
    expect(store.offsets).toEqual([0, 25, 25, 55, 55, 55]);
  });

  it('gives up when nothing comes any more, and goes on from there the next time', async () => {
    const store = remoteStore({ content: () => content, lives: [25, 0, 0, 0, 0] });
    await expect(newCache().read(store, 'key', promised)).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
    });
    expect(await readdir(entries())).toEqual([expect.stringMatching(`^${sha256}-[0-9a-f]{16}\\.partial$`)]);
    const again = remoteStore({ content: () => content });
    expect(await newCache().read(again, 'key', promised)).toEqual(content);
    expect(again.offsets).toEqual([25]);
    expect(await readdir(entries())).toEqual([sha256]);
  });

  it('does not put together what belongs to two objects', async () => {
    let tag = '"1"';
    const other = Buffer.alloc(100, 7);
    const store = remoteStore({
      content: () => (tag === '"1"' ? other : content),
      entityTag: () => tag,
      lives: [25, 0, 0, 0, 0],
    });
    await expect(newCache().read(store, 'key', promised)).rejects.toThrow();
    tag = '"2"';
    expect(await newCache().read(store, 'key', promised)).toEqual(content);
    expect(store.offsets.at(-1)).toBe(0);
  });

  it('has nothing to say when the object changes on the way', async () => {
    let tag = '"1"';
    const store = remoteStore({
      content: () => content,
      entityTag: () => tag,
      lives: [25],
      pause: async () => {
        tag = '"2"';
      },
    });
    expect(await newCache().read(store, 'key', promised)).toBeUndefined();
    expect(await readdir(entries())).toEqual([]);
  });

  it.each([
    ['is missing', () => undefined],
    ['has another length', () => Buffer.concat([content, content])],
  ])('does not even ask for an object that %s', async (_, there) => {
    const store = remoteStore({ content: there });
    expect(await newCache().read(store, 'key', promised)).toBeUndefined();
    expect(store.offsets).toEqual([]);
  });

  it('keeps nothing that is not what was promised', async () => {
    const store = remoteStore({ content: () => Buffer.alloc(100) });
    expect(await newCache().read(store, 'key', promised)).toBeUndefined();
    expect(await readdir(entries())).toEqual([]);
  });

  it('reads no more than was promised', async () => {
    let sent = 0;
    const store = remoteStore({
      content: () => Buffer.alloc(1_000_000),
      pause: async () => {
        sent += 10;
      },
    });
    store.stat = async () => ({ bytes: 100, entityTag: '"1"' });
    expect(await newCache().read(store, 'key', promised)).toBeUndefined();
    expect(sent).toBeLessThanOrEqual(110);
    expect(await readdir(entries())).toEqual([]);
  });

  it.each(['../../escape', 'ABC', ''])('keeps nothing under %j', async (wrong) => {
    const store = remoteStore({ content: () => content });
    expect(await newCache().read(store, 'key', { sha256: wrong, bytes: 100 })).toBeUndefined();
    expect(await readdir(folder())).toEqual([]);
  });

  it('is shared by readers that are at it at once', async () => {
    const readers = Array.from({ length: 8 }, (_, i) =>
      remoteStore({
        content: () => content,
        lives: [30 + 7 * i, 11],
        pause: () => new Promise((go) => setImmediate(go)),
      }),
    );
    const read = await Promise.all(readers.map((store) => newCache().read(store, 'key', promised)));
    expect(read).toEqual(readers.map(() => content));
    expect(await readdir(entries())).toEqual([sha256]);
    expect(await newCache().read(gone, 'key', promised)).toEqual(content);
  });

  it('clears downloads that were given up a week ago', async () => {
    await mkdir(entries(), { recursive: true });
    for (const [name, days] of [
      ['old.partial', 8],
      ['young.partial', 6],
    ] as const) {
      await writeFile(join(entries(), name), '1');
      const time = Date.now() / 1000 - days * 24 * 3600;
      await utimes(join(entries(), name), time, time);
    }
    await newCache().read(remoteStore({ content: () => content }), 'key', promised);
    expect(await readdir(entries())).toEqual([sha256, 'young.partial'].sort());
  });

  describe('that cannot be used', () => {
    let warn: jest.SpyInstance;
    beforeEach(() => {
      warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    });
    afterEach(() => warn.mockRestore());

    const expectWarned = () => {
      expect(warn).toHaveBeenCalledTimes(1);
      expect(warn).toHaveBeenCalledWith(
        expect.stringMatching(
          `^Artifacts are downloaded at every start, because the cache in ${entries()} cannot be used: E[A-Z]+: .* Set PREDICTQL_CACHE to a folder that can be written\\.$`,
        ),
        { type: 'PredictqlWarning', code: 'PREDICTQL_CACHE' },
      );
    };

    it('says so once and leaves it to the store', async () => {
      await writeFile(join(folder(), 'cache'), 'in the way');
      const cache = newCache();
      const store = remoteStore({ content: () => content });
      expect(await cache.read(store, 'key', promised)).toBeUndefined();
      expect(await cache.read(store, 'key', promised)).toBeUndefined();
      expectWarned();
    });

    it('follows no link that somebody put there', async () => {
      await mkdir(entries(), { recursive: true });
      await writeFile(join(folder(), 'outside'), content);
      await chmod(join(folder(), 'outside'), 0o400);
      await symlink(join(folder(), 'outside'), entry());
      expect(await newCache().read(gone, 'key', promised)).toBeUndefined();
      expectWarned();
    });
  });
});
