import type { Manifest } from '../../src/contract';
import type { Predictor } from '../../src/runtime';
import { LoadedVersions } from '../../src/runtime/loaded-versions';

const manifestOf = (minor: number, model = 'plain') => ({ model, version: `1.${minor}.0` }) as Manifest;

/** Loads that end when the test says so. */
function controlledLoads(isKept: (manifest: Manifest) => boolean = () => false) {
  const started: string[] = [];
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const versions = new LoadedVersions((manifest) => {
    started.push(manifest.version);
    return new Promise<Predictor>((resolve, reject) => {
      waiting.push({ resolve: () => resolve({ name: manifest.version } as Predictor), reject });
    });
  }, isKept);
  return { versions, started, waiting };
}

/** Loads that end at once. */
function instantLoads(isKept: (manifest: Manifest) => boolean = () => false) {
  const loaded: string[] = [];
  const versions = new LoadedVersions((manifest) => {
    loaded.push(manifest.version);
    return Promise.resolve({ name: manifest.version } as Predictor);
  }, isKept);
  return { versions, loaded };
}

/** Lets everything run that can run. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('versions in memory', () => {
  it('are loaded once for all who ask at the same time', async () => {
    const { versions, started, waiting } = controlledLoads();
    const asked = [1, 1, 1].map((minor) => versions.get(manifestOf(minor)));
    await settled();
    expect(started).toEqual(['1.1.0']);
    waiting[0].resolve();
    const [one, two, three] = await Promise.all(asked);
    expect(two).toBe(one);
    expect(three).toBe(one);
    expect(await versions.get(manifestOf(1))).toBe(one);
    expect(started).toEqual(['1.1.0']);
  });

  it('are loaded one after the other', async () => {
    const { versions, started, waiting } = controlledLoads();
    const asked = [1, 2, 3].map((minor) => versions.get(manifestOf(minor)));
    await settled();
    expect(started).toEqual(['1.1.0']);
    waiting[0].reject(new Error('broken'));
    await expect(asked[0]).rejects.toThrow('broken');
    await settled();
    expect(started).toEqual(['1.1.0', '1.2.0']);
    waiting[1].resolve();
    await asked[1];
    await settled();
    waiting[2].resolve();
    await asked[2];
  });

  it('are tried again after a failure', async () => {
    const { versions, started, waiting } = controlledLoads();
    const first = versions.get(manifestOf(1));
    await settled();
    waiting[0].reject(new Error('no disk'));
    await expect(first).rejects.toThrow('no disk');
    await settled();
    const second = versions.get(manifestOf(1));
    await settled();
    waiting[1].resolve();
    expect((await second).name).toBe('1.1.0');
    expect(started).toEqual(['1.1.0', '1.1.0']);
  });

  it('are forgotten when eight others were asked for since', async () => {
    const { versions, loaded } = instantLoads();
    for (const minor of [0, 1, 2, 3, 4, 5, 6, 7]) await versions.get(manifestOf(minor));
    await versions.get(manifestOf(0));
    expect(loaded).toHaveLength(8);
    // Number 1 is now the one that nobody asked for the longest.
    await versions.get(manifestOf(8));
    await versions.get(manifestOf(0));
    expect(loaded).toHaveLength(9);
    await versions.get(manifestOf(1));
    expect(loaded).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 1].map((minor) => `1.${minor}.0`));
  });

  it('are kept for good when they have an alias', async () => {
    const { versions, loaded } = instantLoads(({ version }) => version === '1.0.0');
    for (let minor = 0; minor < 20; minor++) await versions.get(manifestOf(minor));
    await versions.get(manifestOf(0));
    expect(loaded).toHaveLength(20);
  });

  it('are told apart by model', async () => {
    const { versions, loaded } = instantLoads();
    await versions.get(manifestOf(1, 'one'));
    await versions.get(manifestOf(1, 'other'));
    expect(loaded).toHaveLength(2);
  });
});
