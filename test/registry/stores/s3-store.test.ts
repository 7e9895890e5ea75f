import { buffer } from 'node:stream/consumers';
import { S3Store } from '../../../src/registry';
import { describeWithS3, newS3Location, s3Intruder, s3Settings } from '../s3-place';
import { describeStore } from '../store-suite';

const one = Buffer.from('1');

describeWithS3('on S3', () => {
  describeStore('S3Store', async () => new S3Store(newS3Location(), s3Settings()));

  describe('S3Store', () => {
    let store: S3Store;
    let location: string;
    let intruder: ReturnType<typeof s3Intruder>;
    beforeEach(() => {
      location = newS3Location();
      store = new S3Store(location, s3Settings());
      intruder = s3Intruder(location);
    });

    it('lists more than one answer can hold', async () => {
      const names = Array.from({ length: 1050 }, (_, i) => `m${String(i).padStart(4, '0')}`);
      for (let i = 0; i < names.length; i += 50) {
        await Promise.all(
          names
            .slice(i, i + 50)
            .map((name, j) => intruder.put(j % 2 ? `models/${name}` : `models/${name}/x`, '1')),
        );
      }
      expect(await store.list('models')).toEqual(names);
    });

    it('leaves out names that no key can have', async () => {
      await store.create('a', one);
      for (const name of [
        '.DS_Store',
        'with space',
        'é',
        'a+b',
        'tab\t',
        'nul\u0001',
        '%2e%2e',
        'a%62',
        '%',
        'b//c',
      ]) {
        await intruder.put(name, '1');
      }
      expect(await store.list('')).toEqual(['a', 'b']);
      expect(await store.list('b')).toEqual([]);
    });

    it('has nothing to do with its neighbours', async () => {
      await s3Intruder(`${location}-2`).put('a', '1');
      expect(await store.exists()).toBe(false);
      await store.create('house-price-2/a', one);
      expect(await store.list('house-price')).toEqual([]);
      expect(await store.createFolder('house-price', new Map([['x', one]]))).toBe(true);
    });

    it('takes the whole bucket for its place when there is no prefix', async () => {
      const [, , bucket, ...prefix] = location.split('/');
      const whole = new S3Store(`s3://${bucket}`, s3Settings());
      await intruder.put('a/b', '1');
      expect(await whole.list('')).toContain(prefix[0]);
      expect(await whole.read([...prefix, 'a/b'].join('/'))).toEqual(one);
    });

    it('keeps the files of a folder where no listing shows them until its table is there', async () => {
      const files = new Map([['deep/x', one]]);
      await store.createFolder('model/1.0.0', files);
      expect(await intruder.objects()).toEqual([
        expect.stringMatching(/^\.folders\/model\/1\.0\.0\/[0-9a-f-]{36}\/deep\/x$/),
        '.probe',
        'model/1.0.0/.folder.json',
      ]);
    });

    it('leaves nothing of the writers that came too late', async () => {
      const files = new Map([['x', one]]);
      await Promise.all(
        Array.from({ length: 8 }, () => new S3Store(store.location, s3Settings()).createFolder('a', files)),
      );
      expect((await intruder.objects()).filter((key) => key.startsWith('.folders/'))).toHaveLength(1);
    });

    it('reads a part of what is still the same', async () => {
      await store.createFolder('a', new Map([['x', Buffer.from('0123456789')]]));
      const { bytes, entityTag } = (await store.stat('a/x'))!;
      expect(bytes).toBe(10);
      const rest = (await store.readFrom('a/x', 7, entityTag))!;
      expect((await buffer(rest)).toString()).toBe('789');
      expect(await store.readFrom('a/x', 10, entityTag)).toBeUndefined();
      expect(await store.readFrom('a/x', 7, '"another"')).toBeUndefined();
      expect(await store.readFrom('a/x', 0, '"another"')).toBeUndefined();
      expect(await store.stat('a/y')).toBeUndefined();
      expect(await store.readFrom('a/y', 0, entityTag)).toBeUndefined();
    });

    it.each(['', '{', '{"formatVersion":1,"write":"../x","files":["x"]}', `{"files":["../x"]}`])(
      'does not believe the table %j',
      async (content) => {
        await intruder.put('a/b/.folder.json', content);
        await expect(store.read('a/b/x')).rejects.toMatchObject({
          code: 'MANIFEST_INVALID',
          message: `a/b/.folder.json in ${store.location} must list the files of the folder. Restore it from a backup, or remove the whole folder and make it again.`,
        });
        expect(await store.list('a')).toEqual(['b']);
      },
    );

    it('reads a table that leads nowhere as a folder whose file is gone', async () => {
      const write = '00000000-0000-4000-8000-000000000000';
      await intruder.put('a/.folder.json', JSON.stringify({ formatVersion: 1, write, files: ['x'] }));
      expect(await store.list('a')).toEqual(['x']);
      expect(await store.read('a/x')).toBeUndefined();
      expect(await store.create('a/x', one)).toBe(false);
    });
  });
});
