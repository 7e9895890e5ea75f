import type { ObjectStore } from '../../src/registry';

const bytesOf = (text: string): Uint8Array => Buffer.from(text);
const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && Buffer.from(bytes).toString('utf8');

/** What every store must hold to; `makeStore` gives an empty one that does not exist yet. */
export function describeStore(name: string, makeStore: () => Promise<ObjectStore>): void {
  describe(`${name} as a store`, () => {
    let store: ObjectStore;
    beforeEach(async () => {
      store = await makeStore();
    });

    it('says where it is', () => {
      expect(store.location).not.toBe('');
    });

    it('reads nothing from a place that does not exist', async () => {
      expect(await store.exists()).toBe(false);
      expect(await store.list('')).toEqual([]);
      expect(await store.list('a/b')).toEqual([]);
      expect(await store.read('a/b')).toBeUndefined();
    });

    it('can be asked whether it takes writes, and shows nothing of it', async () => {
      await store.assertWritable();
      expect(await store.list('')).toEqual([]);
      expect(await store.create('a', bytesOf('1'))).toBe(true);
    });

    it('exists from the first write on', async () => {
      expect(await store.create('a', bytesOf('1'))).toBe(true);
      expect(await store.exists()).toBe(true);
    });

    it.each([
      ['empty', new Uint8Array(0)],
      ['every byte', Uint8Array.from({ length: 256 }, (_, i) => i)],
      ['a megabyte', new Uint8Array(1 << 20).fill(7)],
    ])('gives back the bytes of a file: %s', async (_, bytes) => {
      expect(await store.create('folder/file.bin', bytes)).toBe(true);
      const read = await store.read('folder/file.bin');
      expect(Buffer.compare(read!, bytes)).toBe(0);
    });

    it('never overwrites a file', async () => {
      expect(await store.create('a/b.json', bytesOf('first'))).toBe(true);
      expect(await store.create('a/b.json', bytesOf('second'))).toBe(false);
      expect(textOf(await store.read('a/b.json'))).toBe('first');
      expect(await store.list('a')).toEqual(['b.json']);
    });

    it('reads one byte more than it is told to, and no more', async () => {
      const bytes = new Uint8Array(1 << 20).fill(7);
      await store.create('file', bytes);
      expect((await store.read('file', bytes.length))?.length).toBe(bytes.length);
      expect((await store.read('file', bytes.length - 1))?.length).toBe(bytes.length);
      expect((await store.read('file', 1000))?.length).toBe(1001);
      expect((await store.read('file', 0))?.length).toBe(1);
    });

    it('adds the files of a folder together', async () => {
      const files = new Map([
        ['x', bytesOf('1')],
        ['deep/er/y', bytesOf('2')],
      ]);
      expect(await store.createFolder('a/b', files)).toBe(true);
      expect(await store.list('a/b')).toEqual(['deep', 'x']);
      expect(await store.list('a/b/deep')).toEqual(['er']);
      expect(textOf(await store.read('a/b/x'))).toBe('1');
      expect(textOf(await store.read('a/b/deep/er/y'))).toBe('2');
    });

    it('never adds to a folder', async () => {
      expect(await store.createFolder('a/b', new Map([['x', bytesOf('first')]]))).toBe(true);
      const others = new Map([
        ['x', bytesOf('second')],
        ['y', bytesOf('second')],
      ]);
      expect(await store.createFolder('a/b', others)).toBe(false);
      expect(await store.list('a/b')).toEqual(['x']);
      expect(textOf(await store.read('a/b/x'))).toBe('first');
    });

    it('keeps nothing of a folder with an illegal file', async () => {
      const files = new Map([
        ['x', bytesOf('1')],
        ['../y', bytesOf('2')],
      ]);
      await expect(store.createFolder('a/b', files)).rejects.toMatchObject({ code: 'KEY_INVALID' });
      expect(await store.list('a/b')).toEqual([]);
      expect(await store.exists()).toBe(false);
    });

    it('refuses a folder without files', async () => {
      await expect(store.createFolder('a/b', new Map())).rejects.toMatchObject({ code: 'KEY_INVALID' });
    });

    it.each([
      ['as in a/.', ['a/./x']],
      ['below another file', ['x', 'x/y']],
      ['with a key that is too long', [`${'a'.repeat(100)}/`.repeat(5) + 'x'.repeat(100)]],
    ])('refuses a folder with a file %s', async (_, names) => {
      const files = new Map(names.map((name) => [name, bytesOf('1')] as const));
      await expect(store.createFolder('a/b', files)).rejects.toMatchObject({ code: 'KEY_INVALID' });
      expect(await store.exists()).toBe(false);
    });

    it('takes a file in the place of a folder, and a folder in the place of a file, for taken', async () => {
      await store.create('a/b', bytesOf('1'));
      await store.create('c/d', bytesOf('1'));
      await store.createFolder('e/f', new Map([['deep/x', bytesOf('1')]]));
      const files = new Map([['x', bytesOf('2')]]);
      for (const folder of ['a/b', 'a', 'c', 'e/f', 'e/f/deep', 'e']) {
        expect([folder, await store.createFolder(folder, files)]).toEqual([folder, false]);
      }
      for (const file of ['c', 'e', 'e/f', 'e/f/deep', 'e/f/deep/x']) {
        expect([file, await store.create(file, bytesOf('2'))]).toEqual([file, false]);
      }
      expect(textOf(await store.read('e/f/deep/x'))).toBe('1');
      expect(await store.list('')).toEqual(['a', 'c', 'e']);
    });

    it('lists children by code unit, files and folders alike', async () => {
      for (const key of ['b/x', 'a10', 'a9', 'Z', 'a-1/deep/y']) await store.create(key, bytesOf(key));
      expect(await store.list('')).toEqual(['Z', 'a-1', 'a10', 'a9', 'b']);
      expect(await store.list('a-1')).toEqual(['deep']);
    });

    it('tells files from folders', async () => {
      await store.create('folder/file', bytesOf('1'));
      expect(await store.read('folder')).toBeUndefined();
      expect(await store.list('folder/file')).toEqual([]);
      expect(await store.read('folder/file/below')).toBeUndefined();
    });

    it.each([
      '',
      '.',
      '..',
      '../a',
      'a/../b',
      'a/..',
      '/a',
      'a/',
      'a//b',
      '.hidden',
      'a/.staging',
      '-rf',
      'a b',
      'a\\b',
      'a\0b',
      'a\n',
      'é',
      'a/%2e%2e/b',
      '%2e%2e',
      'hоuse-price', // with a Cyrillic o
      'house\u2010price', // with a hyphen that is none of ASCII
      'ａ',
      'a\u202eb',
      'x'.repeat(129),
      'x'.repeat(300),
      `${'a/'.repeat(256)}a`,
    ])('refuses the key %j', async (key) => {
      const refused = { code: 'KEY_INVALID' };
      await expect(store.read(key)).rejects.toMatchObject(refused);
      await expect(store.create(key, bytesOf('1'))).rejects.toMatchObject(refused);
      await expect(store.createFolder(key, new Map([['x', bytesOf('1')]]))).rejects.toMatchObject(refused);
      if (key !== '') await expect(store.list(key)).rejects.toMatchObject(refused);
      expect(await store.exists()).toBe(false);
    });

    it('lets exactly one of many writers have a file', async () => {
      const added = await Promise.all(
        Array.from({ length: 16 }, (_, i) => store.create('a/b', bytesOf(`writer ${i}`))),
      );
      expect(added.filter(Boolean)).toHaveLength(1);
      expect(textOf(await store.read('a/b'))).toBe(`writer ${added.indexOf(true)}`);
    });

    it('lets exactly one of many writers have a folder, all of it', async () => {
      const filesOf = (i: number) =>
        new Map([
          ['x', bytesOf(`writer ${i}`)],
          ['deep/y', bytesOf(`writer ${i}`)],
          [`own-${i}`, bytesOf('')],
        ]);
      const added = await Promise.all(
        Array.from({ length: 16 }, (_, i) => store.createFolder('a/b', filesOf(i))),
      );
      expect(added.filter(Boolean)).toHaveLength(1);
      const winner = added.indexOf(true);
      expect(await store.list('a/b')).toEqual(['deep', `own-${winner}`, 'x']);
      expect(textOf(await store.read('a/b/x'))).toBe(`writer ${winner}`);
      expect(textOf(await store.read('a/b/deep/y'))).toBe(`writer ${winner}`);
    });

    it('shows a folder whole or not at all while it is being added', async () => {
      const files = new Map(Array.from({ length: 20 }, (_, i) => [`file-${i}`, bytesOf('1')] as const));
      let done = false;
      const adding = store.createFolder('a/b', files).finally(() => {
        done = true;
      });
      const seen = new Set<number>();
      while (!done) seen.add((await store.list('a/b')).length);
      expect(await adding).toBe(true);
      expect([...seen].filter((count) => count !== 0 && count !== 20)).toEqual([]);
    });
  });
}
