import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { FileStore, Registry } from '../../src/registry';
import { dieAtEveryStep, mortalWrites } from './deaths';
import { dieAtFileCall } from './die-at-file-call';
import { useTemporaryFolder } from './temporary-folder';
import { contentsOf, startWriter } from './writers';

jest.setTimeout(240_000);
const folder = useTemporaryFolder();

describe('a writer that dies at any of its file calls', () => {
  it.each(mortalWrites)('$title', async (mortal) => {
    const deaths = await dieAtEveryStep(
      mortal,
      (name) => join(folder(), name),
      async (step, location, write) => {
        const calls = await dieAtFileCall(step);
        const lived = write(new Registry(new FileStore(location))).then(() => false);
        const died = await Promise.race([calls.died.then(() => true), lived]);
        await calls.restore();
        return died;
      },
    );
    // Fewer would mean that the calls are not counted.
    expect(deaths).toBeGreaterThan(20);
  });
});

describe('a writer that is killed at any time', () => {
  /** With the calls above more than 200 deaths in all. */
  const lanes = 4;
  const registriesPerLane = 5;
  const deathsEach = 5;

  /** Kills writers one after another, each at some time during two versions; how many died while writing. */
  async function killWriters(registry: Registry): Promise<number> {
    let before: string[] = [];
    for (let death = 0; death < deathsEach; death++) {
      const writer = await startWriter(registry.location, 'write-on', `life ${death}, version`);
      const started = performance.now();
      const ended = writer.go();
      await writer.wrote();
      await wait(Math.random() * 2 * (performance.now() - started));
      writer.kill();
      expect(await ended).toBeUndefined();
      before = await expectWhole(registry, before);
    }
    return (await readdir(join(registry.location, '.staging'))).length;
  }

  /** Reads all that there is, which must go on where it was; the contents of all versions. */
  async function expectWhole(registry: Registry, before: readonly string[]): Promise<string[]> {
    const contents = await contentsOf(registry);
    expect(contents.slice(0, before.length)).toEqual(before);
    expect(contents.length).toBeGreaterThan(before.length);
    expect(new Set(contents).size).toBe(contents.length);
    expect(await registry.versions('house-price')).toEqual(contents.map((_, i) => `1.${i}.0`));
    const moves = await registry.aliasHistory('house-price', 1);
    expect(moves.map(({ sequence }) => sequence)).toEqual(moves.map((_, i) => i + 1));
    expect(await registry.aliases('house-price')).toEqual([
      { alias: 'production', major: 1, version: moves.at(-1)!.to },
    ]);
    return contents;
  }

  it('leaves whole versions, one after another, and an alias that points at one', async () => {
    let interrupted = 0;
    const lane = async (_: unknown, name: number) => {
      for (let i = 0; i < registriesPerLane; i++) {
        const root = join(folder(), `lane-${name}-${i}`);
        interrupted += await killWriters(new Registry(new FileStore(root)));
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    // Death came in the middle of writing too, and not only between two writes; how often is chance.
    expect(interrupted).toBeGreaterThan(0);
  });
});
