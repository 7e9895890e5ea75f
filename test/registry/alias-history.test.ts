import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type AliasHistoryOptions, FileStore, Registry } from '../../src/registry';
import { draftOf } from './drafts';
import { useTemporaryFolder } from './temporary-folder';

const folder = useTemporaryFolder();
let registry: Registry;
let reads: string[];
let time: number;

/** Midnight of a day of January 2026. */
const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const move = (alias: string, to: string, major = 1) =>
  registry.moveAlias({ model: 'house-price', major, alias, to, by: 'ann' });
const sequences = async (options?: AliasHistoryOptions) =>
  (await registry.aliasHistory('house-price', 1, options)).map(({ sequence }) => sequence);

/** Moves 1 to 9, one a day: production at 1, 5 and 9, canary in between. */
beforeEach(async () => {
  const store = new FileStore(folder());
  const read = store.read.bind(store);
  reads = [];
  store.read = async (key) => {
    reads.push(key);
    return read(key);
  };
  registry = new Registry(store, { now: () => new Date(time) });
  time = day(1).getTime();
  await registry.publish(draftOf('a'));
  await registry.publish(draftOf('b'));
  const turns = { production: 0, canary: 0 };
  for (let number = 1; number <= 9; number++) {
    time = day(number).getTime();
    const alias = number % 4 === 1 ? 'production' : 'canary';
    await move(alias, `1.${turns[alias]++ % 2}.0`);
  }
  reads = [];
});

describe('aliasHistory', () => {
  it.each<[AliasHistoryOptions, number[]]>([
    [{}, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    [{ alias: 'production' }, [1, 5, 9]],
    [{ alias: 'canary', limit: 2 }, [7, 8]],
    [{ limit: 3 }, [7, 8, 9]],
    [{ limit: 3, before: 4 }, [1, 2, 3]],
    [{ alias: 'production', before: 9 }, [1, 5]],
    [{ alias: 'production', limit: 0 }, []],
    [{ alias: 'staging' }, []],
    [{ before: 1 }, []],
  ])('of %j is %j', async (options, expected) => {
    expect(await sequences(options)).toEqual(expected);
  });

  it('reads no more than it tells, and what lies between', async () => {
    await sequences({ limit: 2 });
    expect(reads).toHaveLength(2);
    reads = [];
    await sequences({ alias: 'production' });
    expect(reads).toHaveLength(5);
  });

  it('goes on past an entry that was moved out of the registry', async () => {
    await rm(join(folder(), 'house-price', 'aliases', '1', '00000005.json'));
    expect(await sequences({ alias: 'production' })).toEqual([1, 9]);
    expect(await sequences()).toEqual([1, 2, 3, 4, 6, 7, 8, 9]);
  });
});

describe('aliasAt', () => {
  it('is found without reading the whole log', async () => {
    expect(await registry.aliasAt('house-price', 1, 'production', day(8))).toMatchObject({ sequence: 5 });
    expect(reads.length).toBeLessThan(6);
  });

  it.each([
    [new Date(day(1).getTime() - 1), undefined],
    [day(1), 1],
    [new Date(day(5).getTime() - 1), 1],
    [day(5), 5],
    [day(9), 9],
    [new Date(Date.UTC(2030, 0)), 9],
  ])('at %j is the move %j', async (when, sequence) => {
    expect((await registry.aliasAt('house-price', 1, 'production', when))?.sequence).toBe(sequence);
  });
});

describe('aliasesAt', () => {
  it('tells of every alias which move put it there', async () => {
    const sequencesAt = async (when?: Date) =>
      (await registry.aliasesAt('house-price', 1, when)).map(({ alias, sequence }) => [alias, sequence]);
    expect(await sequencesAt()).toEqual([
      ['canary', 8],
      ['production', 9],
    ]);
    expect(await sequencesAt(day(6))).toEqual([
      ['canary', 6],
      ['production', 5],
    ]);
    expect(await sequencesAt(day(1))).toEqual([['production', 1]]);
    expect(await sequencesAt(day(0))).toEqual([]);
  });
});

describe('aliasMajor', () => {
  beforeEach(async () => {
    await registry.publish(draftOf('c', { major: 2 }));
  });

  it('is the one that has the alias', async () => {
    expect(await registry.aliasMajor('house-price', 'production')).toBe(1);
    await move('staging', '2.0.0', 2);
    expect(await registry.aliasMajor('house-price', 'production')).toBe(1);
    expect(await registry.aliasMajor('house-price', 'staging')).toBe(2);
    expect(await registry.aliasMajor('house-price', 'production', 7)).toBe(7);
  });

  it('must be named when several have it', async () => {
    await move('production', '2.0.0', 2);
    await expect(registry.aliasMajor('house-price', 'production')).rejects.toMatchObject({
      code: 'MAJOR_AMBIGUOUS',
      message:
        "Alias 'production' of house-price must be asked for of one major, got majors 1, 2. Name one: house-price@2 on the command line, major: 2 in GraphQL.",
    });
    await expect(registry.aliasMajor('house-price')).rejects.toMatchObject({ code: 'MAJOR_AMBIGUOUS' });
    expect(await registry.aliasMajor('house-price', 'canary')).toBe(1);
  });

  it('cannot be told where there is no alias', async () => {
    await registry.publish(draftOf('a', { model: 'digits' }));
    await expect(registry.aliasMajor('digits', 'production')).rejects.toMatchObject({
      code: 'VERSION_NOT_FOUND',
      message: expect.stringContaining('got versions 1.0.0; aliases none'),
    });
    await expect(registry.aliasMajor('cars')).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
  });
});
