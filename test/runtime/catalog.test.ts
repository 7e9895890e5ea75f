import { join } from 'node:path';
import { PredictqlError } from '../../src/contract';
import { FileStore, type ObjectStore, Registry } from '../../src/registry';
import { Catalog, Predictor } from '../../src/runtime';
import { damage, flipped } from '../support/damage';
import { contractOf, risk } from '../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

let tiny: TinyRegistry;

beforeEach(async () => {
  tiny = await tinyRegistry();
});

afterEach(() => tiny.remove());

const plain = contractOf();

/** The registry through a store that counts reads of models and may lose files. */
function watched() {
  const inner = new FileStore(tiny.folder);
  const reads: string[] = [];
  const state = { lost: undefined as string | undefined };
  const store: ObjectStore = {
    location: inner.location,
    exists: () => inner.exists(),
    assertWritable: () => inner.assertWritable(),
    list: (folder) => inner.list(folder),
    create: (key, bytes) => inner.create(key, bytes),
    createFolder: (folder, files) => inner.createFolder(folder, files),
    async read(key) {
      if (key.endsWith('model.onnx')) reads.push(key);
      if (state.lost !== undefined && key.includes(state.lost)) {
        throw new PredictqlError('REGISTRY_UNREACHABLE', {
          subject: `The registry at ${inner.location}`,
          expected: 'be readable',
          received: `EIO: i/o error, open '${join(inner.location, key)}'`,
        });
      }
      return inner.read(key);
    },
  };
  return { registry: new Registry(store), reads, state };
}

describe('a catalog', () => {
  it('loads what has an alias, and the rest when it is asked for', async () => {
    await publishTiny(tiny.registry, plain);
    await publishTiny(tiny.registry, plain, { shift: 1, aliases: ['production'] });
    const { registry, reads } = watched();
    const catalog = await Catalog.open(registry);
    expect(reads).toEqual(['plain/1.1.0/model.onnx']);
    const manifest = catalog.manifest('plain', '1.0.0');
    const [one, two] = await Promise.all([catalog.predictor(manifest), catalog.predictor(manifest)]);
    expect(one).toBe(two);
    expect(one).toBeInstanceOf(Predictor);
    await catalog.predictor(catalog.manifest('plain', 'production'));
    expect(reads).toEqual(['plain/1.1.0/model.onnx', 'plain/1.0.0/model.onnx']);
  });

  it('is a snapshot', async () => {
    await publishTiny(tiny.registry, plain, { aliases: ['production'] });
    const catalog = await Catalog.open(tiny.registry);
    await publishTiny(tiny.registry, plain, { shift: 1, aliases: ['production'] });
    await publishTiny(tiny.registry, risk, { aliases: ['production'] });
    expect(catalog.manifest('plain', 'production').version).toBe('1.0.0');
    expect(catalog.models.map(({ name }) => name)).toEqual(['plain']);
  });

  it('knows the newest contract of each major', async () => {
    const titles = async (major: number, title: string) =>
      publishTiny(tiny.registry, contractOf({ major, title }), { shift: title.length });
    await titles(1, 'Old');
    await titles(2, 'Two');
    await titles(1, 'Newer');
    const { contracts, models } = await Catalog.open(tiny.registry);
    expect(contracts.map(({ major, title }) => `${major} ${title}`)).toEqual(['1 Newer', '2 Two']);
    expect(models[0].manifests.map(({ version }) => version)).toEqual(['2.0.0', '1.1.0', '1.0.0']);
  });

  it('takes an alias of the newest major, or of the one that was asked for', async () => {
    await publishTiny(tiny.registry, plain, { aliases: ['production', 'old'] });
    await publishTiny(tiny.registry, contractOf({ major: 2 }), { aliases: ['production'] });
    const catalog = await Catalog.open(tiny.registry);
    expect(catalog.manifest('plain', 'production').version).toBe('2.0.0');
    expect(catalog.manifest('plain', 'production', 1).version).toBe('1.0.0');
    expect(catalog.manifest('plain', 'old').version).toBe('1.0.0');
    expect(() => catalog.manifest('plain', 'old', 2)).toThrow(
      'Model plain v2 must have the version or alias "old"',
    );
    expect(() => catalog.manifest('plain', '1.0.0', 2)).toThrow(PredictqlError);
  });

  it('leaves out what is not accepted', async () => {
    await publishTiny(tiny.registry, plain, { aliases: ['production'] });
    await publishTiny(tiny.registry, risk, { aliases: ['production'] });
    const catalog = await Catalog.open(tiny.registry, ({ model }) => {
      if (model === 'plain') throw new PredictqlError('CONTRACT_INVALID', { subject: 'It', expected: 'fit' });
    });
    expect(catalog.models.map(({ name }) => name)).toEqual(['risk']);
    expect(() => catalog.manifest('plain', 'production')).toThrow('It must fit.');
  });

  it('does not try a broken version twice', async () => {
    const broken = await publishTiny(tiny.registry, plain, { aliases: ['production'] });
    await damage(tiny, broken, 'model.onnx', flipped);
    const { registry, reads } = watched();
    const catalog = await Catalog.open(registry);
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(catalog.predictor(broken)).rejects.toMatchObject({ code: 'ARTIFACT_CORRUPT' });
    }
    expect(reads).toHaveLength(1);
    expect(catalog.unusable).toMatchObject([{ model: 'plain', version: '1.0.0' }]);
  });

  it('tries again when the registry was out of reach', async () => {
    const version = await publishTiny(tiny.registry, plain, { aliases: ['production'] });
    const { registry, state } = watched();
    state.lost = 'model.onnx';
    const catalog = await Catalog.open(registry);
    const [{ error }] = catalog.unusable;
    expect(error.code).toBe('REGISTRY_UNREACHABLE');
    expect(error.message).not.toContain(tiny.folder);
    expect((error.cause as Error).message).toContain(tiny.folder);
    await expect(catalog.predictor(version)).rejects.toMatchObject({ code: 'REGISTRY_UNREACHABLE' });
    state.lost = undefined;
    expect(await catalog.predictor(version)).toBeInstanceOf(Predictor);
    expect(catalog.unusable).toEqual([]);
  });

  it('is not troubled by one model that cannot be read', async () => {
    await publishTiny(tiny.registry, plain, { aliases: ['production'] });
    await publishTiny(tiny.registry, risk, { aliases: ['production'] });
    const { registry, state } = watched();
    state.lost = 'plain/';
    const catalog = await Catalog.open(registry);
    expect(catalog.models.map(({ name }) => name)).toEqual(['risk']);
    expect(() => catalog.manifest('plain', 'production')).toThrow(
      'The registry at the server must be readable',
    );
  });

  it('does not fall back while the version of an alias may only be out of reach', async () => {
    await publishTiny(tiny.registry, plain, { aliases: ['production'] });
    await publishTiny(tiny.registry, plain, { shift: 1, aliases: ['production'] });
    const { registry, state } = watched();
    state.lost = '1.1.0/model.onnx';
    const catalog = await Catalog.open(registry);
    expect(catalog.models[0].aliases).toMatchObject([
      { version: '1.1.0', pointsAt: '1.1.0', problem: { code: 'REGISTRY_UNREACHABLE' } },
    ]);
  });

  it('stays where an alias points when its history cannot be read, and says so', async () => {
    await publishTiny(tiny.registry, plain, { aliases: ['production'] });
    const broken = await publishTiny(tiny.registry, plain, { shift: 1, aliases: ['production'] });
    await damage(tiny, broken, 'model.onnx', flipped);
    const { registry } = watched();
    registry.aliasHistory = async () => {
      throw new TypeError('unforeseen');
    };
    const catalog = await Catalog.open(registry);
    expect(catalog.manifest('plain', 'production').version).toBe('1.1.0');
    expect(catalog.unusable.map(({ version }) => version)).toEqual(['1.1.0', undefined]);
  });

  it('announces every load, and its end', async () => {
    await publishTiny(tiny.registry, plain, { aliases: ['production'] });
    const broken = await publishTiny(tiny.registry, plain, { shift: 1, aliases: ['production'] });
    await damage(tiny, broken, 'model.onnx', flipped);
    const { registry, reads } = watched();
    const announced: unknown[] = [];
    await Catalog.open(registry, undefined, {
      announce: async (version) => {
        announced.push(version ?? `${reads.length} read`);
      },
    });
    expect(announced).toEqual(['plain@1.1.0', '1 read', 'plain@1.0.0', '2 read']);
  });

  it('never loads what is kept out, and falls back', async () => {
    await publishTiny(tiny.registry, plain, { aliases: ['production'] });
    await publishTiny(tiny.registry, plain, { shift: 1, aliases: ['production'] });
    const { registry, reads } = watched();
    const error = new PredictqlError('VERSION_QUARANTINED', { subject: 'It', expected: 'load' });
    const quarantined = [{ model: 'plain', version: '1.1.0', error }];
    const catalog = await Catalog.open(registry, undefined, { quarantined });
    expect(reads).toEqual(['plain/1.0.0/model.onnx']);
    expect(catalog.manifest('plain', 'production').version).toBe('1.0.0');
    await expect(catalog.predictor(catalog.manifest('plain', '1.1.0'))).rejects.toBe(error);
    // What is kept out later does not end what an alias means already.
    catalog.exclude({ model: 'plain', version: '1.0.0', error });
    expect(await catalog.predictor(catalog.manifest('plain', '1.0.0'))).toBeInstanceOf(Predictor);
  });

  it('is empty when the registry is', async () => {
    const catalog = await Catalog.open(tiny.registry);
    expect(catalog.models).toEqual([]);
    expect(catalog.contracts).toEqual([]);
    expect(() => catalog.manifest('plain', 'production')).toThrow('serve the model "plain", got models none');
  });

  it('tells of errors that nobody foresaw without what they say', async () => {
    const version = await publishTiny(tiny.registry, plain, { aliases: ['production'] });
    const registry = new Registry(new FileStore(tiny.folder));
    registry.golden = async () => {
      throw new TypeError(`cannot read ${tiny.folder}`);
    };
    const catalog = await Catalog.open(registry);
    const [{ error }] = catalog.unusable;
    expect(error.message).toBe(
      'plain@1.0.0 must load, got an unexpected error. Look at the log of the server.',
    );
    expect(error.cause).toBeInstanceOf(TypeError);
    await expect(catalog.predictor(version)).rejects.toMatchObject({ code: 'MODEL_UNLOADABLE' });
  });
});
