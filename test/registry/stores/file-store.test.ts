import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore, Registry } from '../../../src/registry';
import { draftOf } from '../drafts';
import { describeStore } from '../store-suite';
import { useTemporaryFolder } from '../temporary-folder';

const one = Buffer.from('1');
const folder = useTemporaryFolder();
const root = () => join(folder(), 'nested', 'registry');

describeStore('FileStore', async () => new FileStore(root()));

describe('FileStore', () => {
  it('takes an empty folder for none, as a killed writer may leave one', async () => {
    const store = new FileStore(root());
    await mkdir(join(root(), 'a', 'b'), { recursive: true });
    expect(await store.createFolder('a/b', new Map([['x', one]]))).toBe(true);
    expect(await store.list('a/b')).toEqual(['x']);
  });

  it('says that a file stands where a folder must be made', async () => {
    const store = new FileStore(root());
    await store.create('a', one);
    await expect(store.create('a/b', one)).rejects.toMatchObject({ code: 'REGISTRY_UNREACHABLE' });
  });

  it('leaves nothing in its staging area, whether a write adds or not', async () => {
    const store = new FileStore(root());
    await store.create('a', one);
    await store.create('a', one);
    await store.createFolder('b', new Map([['x', one]]));
    await store.createFolder('b', new Map([['x', one]]));
    await expect(store.create('a/b', one)).rejects.toThrow();
    expect(await readdir(join(root(), '.staging'))).toEqual([]);
  });

  it('clears leftovers of killed writers once they are older than a day', async () => {
    const store = new FileStore(root());
    await store.create('a', one);
    const hour = 3600;
    for (const [name, age] of [
      ['old', 25 * hour],
      ['young', 23 * hour],
    ] as const) {
      const leftover = join(root(), '.staging', name);
      await mkdir(leftover);
      await writeFile(join(leftover, 'file'), '1');
      const time = Date.now() / 1000 - age;
      await utimes(leftover, time, time);
    }
    await store.create('b', one);
    expect(await readdir(join(root(), '.staging'))).toEqual(['young']);
  });

  it('writes files that remind people not to change them', async () => {
    await new FileStore(root()).create('a', one);
    expect((await stat(join(root(), 'a'))).mode & 0o222).toBe(0);
  });

  it('leaves out names that no key can have', async () => {
    const store = new FileStore(root());
    await store.create('a', one);
    for (const name of ['.DS_Store', 'with space', 'é']) await writeFile(join(root(), name), '1');
    expect(await store.list('')).toEqual(['a']);
  });

  it('does not wait for a named pipe', async () => {
    const store = new FileStore(root());
    await store.create('a', one);
    execFileSync('mkfifo', [join(root(), 'pipe')]);
    expect(await store.read('pipe')).toBeUndefined();
  });

  it('works through a root that is a symbolic link', async () => {
    await mkdir(join(folder(), 'real'));
    await symlink(join(folder(), 'real'), join(folder(), 'link'));
    const store = new FileStore(join(folder(), 'link'));
    expect(await store.create('a/b', one)).toBe(true);
    expect(await readFile(join(folder(), 'real', 'a', 'b'), 'utf8')).toBe('1');
  });

  describe('with symbolic links below the root', () => {
    const refused = {
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringContaining('must hold no symbolic links, got '),
    };
    let store: FileStore;
    beforeEach(async () => {
      store = new FileStore(root());
      await store.create('a', one);
      await mkdir(join(folder(), 'outside'));
      await writeFile(join(folder(), 'outside', 'secret'), 'secret');
      await symlink(join(folder(), 'outside'), join(root(), 'linked'));
      await symlink(join(folder(), 'outside', 'secret'), join(root(), 'secret'));
    });

    it('leaves them out of listings', async () => {
      expect(await store.list('')).toEqual(['a']);
    });

    it('reads and writes nothing through them', async () => {
      await expect(store.read('secret')).rejects.toMatchObject(refused);
      await expect(store.read('linked/secret')).rejects.toMatchObject(refused);
      await expect(store.list('linked')).rejects.toMatchObject(refused);
      await expect(store.create('linked/new', one)).rejects.toMatchObject(refused);
      await expect(store.createFolder('linked/new', new Map([['x', one]]))).rejects.toMatchObject(refused);
      expect(await readdir(join(folder(), 'outside'))).toEqual(['secret']);
    });

    it('stages nothing through one', async () => {
      const fresh = join(folder(), 'fresh');
      await mkdir(fresh);
      await symlink(join(folder(), 'outside'), join(fresh, '.staging'));
      await expect(new FileStore(fresh).create('a', one)).rejects.toMatchObject(refused);
      expect(await readdir(join(folder(), 'outside'))).toEqual(['secret']);
    });
  });

  it.each([
    ['model', 'house-price'],
    ['version', 'house-price/1.1.0'],
    ['file', 'house-price/1.0.0/golden.json'],
  ])('serves no %s that is a link', async (_, link) => {
    const outside = new Registry(new FileStore(join(folder(), 'outside')));
    const registry = new Registry(new FileStore(root()));
    for (const content of ['a', 'b']) await outside.publish(draftOf(content));
    if (link !== 'house-price') await registry.publish(draftOf('a'));
    await mkdir(root(), { recursive: true });
    await rm(join(root(), link), { force: true });
    await symlink(join(outside.location, link), join(root(), link));
    const version = link.includes('1.1.0') ? '1.1.0' : '1.0.0';
    await expect(registry.verify('house-price', version)).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: `The registry at ${root()} must hold no symbolic links, got ${join(root(), link)}. Move what it links to into the registry, or make the registry itself the link.`,
    });
    expect(await registry.models()).toEqual(link === 'house-price' ? [] : ['house-price']);
    if (link !== 'house-price') expect(await registry.versions('house-price')).toEqual(['1.0.0']);
  });

  it('says what the system refuses and what to do', async () => {
    // A link that leads to itself fails for every user, root included.
    await symlink(join(folder(), 'loop'), join(folder(), 'loop'));
    const store = new FileStore(join(folder(), 'loop'));
    for (const [access, attempt] of [
      ['readable', () => store.exists()],
      ['readable', () => store.list('')],
      ['readable', () => store.read('a')],
      ['writable', () => store.create('a', one)],
      ['writable', () => store.createFolder('a', new Map([['x', one]]))],
    ] as const) {
      await expect(attempt()).rejects.toMatchObject({
        code: 'REGISTRY_UNREACHABLE',
        message: expect.stringMatching(
          `^The registry at ${store.location} must be ${access}, got E[A-Z]+: .*\\. .*\\.$`,
        ),
        cause: { syscall: expect.any(String) },
      });
    }
  });

  it('does not take a file for an empty registry', async () => {
    await writeFile(join(folder(), 'file'), '1');
    const store = new FileStore(join(folder(), 'file'));
    await expect(store.exists()).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringContaining('must be a folder, got a file'),
    });
  });
});
