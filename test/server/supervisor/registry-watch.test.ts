import { rename } from 'node:fs/promises';
import { FileStore, type ObjectStore, Registry } from '../../../src/registry';
import { registryFingerprint } from '../../../src/server/supervisor/registry-fingerprint';
import { RegistryWatch } from '../../../src/server/supervisor/registry-watch';
import { contractOf, risk } from '../../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../../support/tiny-registry';

const plain = contractOf();
let tiny: TinyRegistry;

beforeEach(async () => {
  tiny = await tinyRegistry();
  await publishTiny(tiny.registry, plain, { aliases: ['production'] });
});

afterEach(() => tiny.remove());

describe('the fingerprint of a registry', () => {
  const fingerprint = () => registryFingerprint(tiny.registry.store);

  it('is the same as long as nothing is added', async () => {
    expect(await fingerprint()).toBe(await fingerprint());
    expect(await fingerprint()).toMatch(/^[0-9a-f]{16}$/);
  });

  it('is another one after a version, a move of an alias, a new major, a new model', async () => {
    const seen = [await fingerprint()];
    await publishTiny(tiny.registry, plain, { shift: 1 });
    seen.push(await fingerprint());
    for (const to of ['1.1.0', '1.0.0']) {
      await tiny.registry.moveAlias({ model: 'plain', major: 1, alias: 'production', to, by: 'test' });
      seen.push(await fingerprint());
    }
    await publishTiny(tiny.registry, contractOf({ major: 2 }));
    seen.push(await fingerprint());
    await publishTiny(tiny.registry, risk);
    seen.push(await fingerprint());
    expect(new Set(seen).size).toBe(6);
  });

  it('reads listings alone', async () => {
    const { store } = tiny.registry;
    const read = jest.spyOn(store, 'read');
    await fingerprint();
    expect(read).not.toHaveBeenCalled();
  });

  it('is no fingerprint of nothing when the registry goes away meanwhile', async () => {
    const inner = new FileStore(tiny.folder);
    let isThere = true;
    const store = {
      location: inner.location,
      exists: async () => isThere,
      list: async (folder: string) => {
        isThere = false;
        return folder === '' ? [] : inner.list(folder);
      },
    } as ObjectStore;
    await expect(registryFingerprint(store)).rejects.toMatchObject({ code: 'REGISTRY_MISSING' });
  });
});

describe('the watch of a registry', () => {
  /** What is told, in order, and a way to wait for the next. */
  async function watching() {
    const told: string[] = [];
    let heard = () => {};
    const watch = await RegistryWatch.open(new Registry(new FileStore(tiny.folder)));
    const tell = (text: string) => {
      told.push(text);
      heard();
    };
    watch.start(5, {
      changed: () => tell('changed'),
      troubled: (error) => tell(error === undefined ? 'well' : (error as { code?: string }).code!),
    });
    const next = () =>
      new Promise<void>((resolve) => {
        heard = resolve;
      });
    return { watch, told, next };
  }

  it('tells changes, and once when the registry goes and comes', async () => {
    const { watch, told, next } = await watching();
    const before = watch.fingerprint;
    let heard = next();
    await publishTiny(tiny.registry, plain, { shift: 1 });
    await heard;
    expect(told).toEqual(['changed']);
    expect(watch.fingerprint).not.toBe(before);
    heard = next();
    await rename(tiny.folder, `${tiny.folder}-away`);
    await heard;
    heard = next();
    await rename(`${tiny.folder}-away`, tiny.folder);
    await heard;
    watch.stop();
    expect(told).toEqual(['changed', 'REGISTRY_MISSING', 'well']);
  });

  it('does not open on a registry that is not there', async () => {
    const registry = new Registry(new FileStore(`${tiny.folder}/none`));
    await expect(RegistryWatch.open(registry)).rejects.toMatchObject({ code: 'REGISTRY_MISSING' });
  });
});
