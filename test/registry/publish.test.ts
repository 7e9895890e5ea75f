import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore, Registry, type VersionDraft } from '../../src/registry';
import { draftOf } from './drafts';
import { useTemporaryFolder } from './temporary-folder';

const folder = useTemporaryFolder();
const at = (...names: string[]) => join(folder(), 'house-price', ...names);
let registry: Registry;
beforeEach(() => {
  registry = new Registry(new FileStore(folder()));
});

async function overwrite(path: string, content: string): Promise<void> {
  await chmod(path, 0o644);
  await writeFile(path, content);
}

describe('publish', () => {
  it('counts minors within a major', async () => {
    expect(await registry.publish(draftOf('a'))).toEqual({ version: '1.0.0', added: true });
    expect(await registry.publish(draftOf('b'))).toEqual({ version: '1.1.0', added: true });
    expect(await registry.publish(draftOf('c', { major: 3 }))).toEqual({ version: '3.0.0', added: true });
    expect(await registry.publish(draftOf('d'))).toEqual({ version: '1.2.0', added: true });
    expect(await registry.publish(draftOf('e', { major: 3 }))).toEqual({ version: '3.1.0', added: true });
  });

  it('goes on after the highest minor, by number and past gaps', async () => {
    await mkdir(at('1.9.3'), { recursive: true });
    await mkdir(at('1.10.0'));
    expect((await registry.publish(draftOf('a'))).version).toBe('1.11.0');
  });

  it('adds nothing when a version of the major holds the same artifact', async () => {
    await registry.publish(draftOf('a'));
    await registry.publish(draftOf('b'));
    expect(await registry.publish(draftOf('a'))).toEqual({ version: '1.0.0', added: false });
    expect(await registry.versions('house-price')).toEqual(['1.0.0', '1.1.0']);
    expect(await registry.publish(draftOf('a', { major: 2 }))).toEqual({ version: '2.0.0', added: true });
    expect(await registry.publish(draftOf('a', { model: 'digits' }))).toMatchObject({ added: true });
  });

  it.each(['model.onnx', 'golden.json', 'manifest.json'])(
    'adds the same artifact anew when the %s of the version that held it is damaged',
    async (file) => {
      await registry.publish(draftOf('a'));
      await overwrite(at('1.0.0', file), 'damaged');
      expect(await registry.publish(draftOf('a'))).toEqual({ version: '1.1.0', added: true });
      expect(await registry.publish(draftOf('a'))).toEqual({ version: '1.1.0', added: false });
    },
  );

  it('refuses a contract that breaks the clients of the newest version of its major', async () => {
    await registry.publish(draftOf('a', { max: 1000 }));
    await registry.publish(draftOf('b', { max: 2000 }));
    await expect(registry.publish(draftOf('c', { max: 1500 }))).rejects.toMatchObject({
      code: 'CONTRACT_INCOMPATIBLE',
    });
    expect(await registry.versions('house-price')).toEqual(['1.0.0', '1.1.0']);
    expect(await registry.publish(draftOf('c', { max: 1500, major: 2 }))).toMatchObject({ added: true });
  });

  it('compares with the newest version that can be read', async () => {
    await registry.publish(draftOf('a', { max: 1000 }));
    await registry.publish(draftOf('b', { max: 2000 }));
    await overwrite(at('1.1.0', 'manifest.json'), '{');
    await expect(registry.publish(draftOf('c', { max: 500 }))).rejects.toMatchObject({
      code: 'CONTRACT_INCOMPATIBLE',
    });
    expect(await registry.publish(draftOf('c', { max: 1500 }))).toEqual({ version: '1.2.0', added: true });
  });

  it('does not pass over a version that the system refuses to read', async () => {
    await registry.publish(draftOf('a'));
    const store = new FileStore(folder());
    store.read = () => Promise.reject(new Error('the disk is on fire'));
    await expect(new Registry(store).publish(draftOf('a'))).rejects.toThrow('the disk is on fire');
  });

  it('adds nothing that would not read back', async () => {
    const draft = draftOf('a');
    const unreadable = { code: 'MANIFEST_INVALID' };
    const nan = { task: 'regression' as const, predictions: [Number.NaN, 1] };
    for (const bad of [
      { ...draft, golden: { ...draft.golden, expected: nan } },
      { ...draft, golden: { ...draft.golden, rows: [] } },
      { ...draft, training: { ...draft.training, rows: -1 } },
      {
        ...draft,
        assessment: { metrics: [{ ...draft.assessment.metrics[0], value: Number.POSITIVE_INFINITY }] },
      },
    ] satisfies VersionDraft[]) {
      await expect(registry.publish(bad)).rejects.toMatchObject(unreadable);
    }
    const escaping = { ...draft, assessmentFiles: new Map([['../../x', Buffer.from('1')]]) };
    await expect(registry.publish(escaping)).rejects.toMatchObject({ code: 'KEY_INVALID' });
    expect(await readdir(folder())).toEqual([]);
  });

  it('gives a version the number that was asked for, and the next one after it', async () => {
    expect(await registry.publish(draftOf('a'), { version: '1.4.2' })).toEqual({
      version: '1.4.2',
      added: true,
    });
    expect((await registry.publish(draftOf('b'))).version).toBe('1.5.0');
    expect(await registry.publish(draftOf('a'), { version: '1.4.2' })).toMatchObject({ added: false });
  });

  it('refuses a number that is taken, and says by what', async () => {
    await registry.publish(draftOf('a'), { version: '1.4.2' });
    const { createdAt, artifact } = await registry.manifest('house-price', '1.4.2');
    await expect(registry.publish(draftOf('b'), { version: '1.4.2' })).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      message: `house-price@1.4.2 must be free, got a version of ${createdAt} with SHA-256 ${artifact.sha256}. Versions never change: publish under another number, or under none to get the next.`,
    });
    await overwrite(at('1.4.2', 'manifest.json'), '{');
    await expect(registry.publish(draftOf('b'), { version: '1.4.2' })).rejects.toThrow(
      'house-price@1.4.2 must be free, got a version that cannot be read.',
    );
    expect(await registry.versions('house-price')).toEqual(['1.4.2']);
  });

  it.each(['2.0.0', '1.0', '1.0.0-rc.1', '../1.0.0', '01.0.0', ''])(
    'refuses the number %j',
    async (version) => {
      await expect(registry.publish(draftOf('a'), { version })).rejects.toMatchObject({
        code: 'NAME_INVALID',
      });
      expect(await readdir(folder())).toEqual([]);
    },
  );

  it('refuses names that are none', async () => {
    const { contract, ...rest } = draftOf('a');
    for (const wrong of [{ model: '../x' }, { major: 0 }, { major: Number.NaN }]) {
      await expect(registry.publish({ ...rest, contract: { ...contract, ...wrong } })).rejects.toMatchObject({
        code: 'NAME_INVALID',
      });
    }
  });

  it('takes the next number when another writer was faster, and checks again what it follows', async () => {
    const slow = slowRegistry(() => registry.publish(draftOf('fast', { max: 2000 })));
    expect(await slow.publish(draftOf('slow', { max: 3000 }))).toEqual({ version: '1.1.0', added: true });
    const tooNarrow = slowRegistry(() => registry.publish(draftOf('wide', { max: 5000 })));
    await expect(tooNarrow.publish(draftOf('narrow', { max: 4000 }))).rejects.toMatchObject({
      code: 'CONTRACT_INCOMPATIBLE',
    });
    const same = slowRegistry(() => registry.publish(draftOf('twin', { max: 5000 })));
    expect(await same.publish(draftOf('twin', { max: 5000 }))).toEqual({ version: '1.3.0', added: false });
  });

  it('gives up when every number is taken', async () => {
    const store = new FileStore(folder());
    let tries = 0;
    store.createFolder = async () => {
      tries++;
      return false;
    };
    await expect(new Registry(store).publish(draftOf('a'))).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      message: expect.stringContaining('got 1.99.0 taken as well'),
    });
    expect(tries).toBe(100);
  });

  it('leaves no trace of a write that fails', async () => {
    const store = new FileStore(folder());
    await registry.publish(draftOf('a'));
    await rm(join(folder(), 'house-price'), { recursive: true });
    await writeFile(join(folder(), 'house-price'), 'in the way');
    await expect(new Registry(store).publish(draftOf('b'))).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
    });
    expect(await readdir(join(folder(), '.staging'))).toEqual([]);
  });
});

/** A registry whose first write is overtaken, at the last moment, by what `overtake` does. */
function slowRegistry(overtake: () => Promise<unknown>): Registry {
  const store = new FileStore(folder());
  const createFolder = store.createFolder.bind(store);
  let overtaken = false;
  store.createFolder = async (...request) => {
    if (!overtaken) {
      overtaken = true;
      await overtake();
    }
    return createFolder(...request);
  };
  return new Registry(store);
}
