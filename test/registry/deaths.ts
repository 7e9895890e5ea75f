import { Registry } from '../../src/registry';
import { draftOf } from './drafts';
import { storeAt } from './store-at';
import { contentsOf, production } from './writers';

/** A write and the two states that its death may leave. */
export interface MortalWrite {
  readonly title: string;
  seed(registry: Registry): Promise<unknown>;
  write(registry: Registry): Promise<unknown>;
  /** Reads everything there is, and fails when it is neither the state before the write nor the one after. */
  state(registry: Registry): Promise<'old' | 'new'>;
}

const publish = (title: string, contents: readonly string[]): MortalWrite => ({
  title,
  async seed(registry) {
    for (const content of contents.slice(0, -1)) await registry.publish(draftOf(content));
  },
  write: (registry) => registry.publish(draftOf(contents.at(-1)!)),
  async state(registry) {
    const found = await contentsOf(registry);
    expect(found).toEqual(contents.slice(0, found.length));
    expect(found.length).toBeGreaterThanOrEqual(contents.length - 1);
    expect(await registry.models()).toEqual(found.length > 0 ? ['house-price'] : []);
    return found.length === contents.length ? 'new' : 'old';
  },
});

export const mortalWrites: readonly MortalWrite[] = [
  publish('leaves a registry as it was or with its version, the first of all', ['first']),
  publish('leaves a model as it was or with its version', ['first', 'second']),
  {
    title: 'leaves an alias as it was or moved',
    seed: (registry) => registry.publish(draftOf('first')),
    write: (registry) => registry.moveAlias({ ...production, to: '1.0.0' }),
    async state(registry) {
      const aliases = await registry.aliases('house-price');
      expect(await registry.aliasHistory('house-price', 1)).toHaveLength(aliases.length);
      expect(aliases.map(({ version }) => version)).toEqual(aliases.length > 0 ? ['1.0.0'] : []);
      return aliases.length > 0 ? 'new' : 'old';
    },
  },
];

/**
 * Has a write die at its first step, at its second, and so on until it lives, each time in a registry of its
 * own. Each death must leave the old state or the new one, and nothing that is in the way of the next writer.
 *
 * @param writeUntil - makes the write, which dies at the step of that number; whether it died
 * @returns the number of deaths
 */
export async function dieAtEveryStep(
  { seed, write, state }: MortalWrite,
  newLocation: (name: string) => string,
  writeUntil: (step: number, location: string, write: MortalWrite['write']) => Promise<boolean>,
): Promise<number> {
  const states: string[] = [];
  for (let step = 1; ; step++) {
    const location = newLocation(`dies-at-${step}`);
    const registry = new Registry(storeAt(location));
    await seed(registry);
    expect(await state(registry)).toBe('old');
    const died = await writeUntil(step, location, write);
    states.push(await state(registry));
    await write(registry);
    expect(await state(registry)).toBe('new');
    if (!died) break;
  }
  expect(states.join(' ')).toMatch(/^(old )+(new ?)+$/);
  return states.length - 1;
}
