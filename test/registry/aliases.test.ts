import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AliasMoveRequest, FileStore, Registry } from '../../src/registry';
import { draftOf } from './drafts';
import { useTemporaryFolder } from './temporary-folder';

const folder = useTemporaryFolder();
const logOf = (major: number, ...names: string[]) =>
  join(folder(), 'house-price', 'aliases', String(major), ...names);
let registry: Registry;
let time: number;

/** Midnight of a day of January 2026, the month of these tests. */
const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const move = (to: string, options: Partial<AliasMoveRequest> = {}) =>
  registry.moveAlias({
    model: 'house-price',
    major: Number(to.split('.')[0]),
    alias: 'production',
    to,
    by: 'ann',
    ...options,
  });

beforeEach(async () => {
  time = day(1).getTime();
  registry = new Registry(new FileStore(folder()), { now: () => new Date(time) });
  for (const content of ['a', 'b', 'c']) await registry.publish(draftOf(content));
  await registry.publish(draftOf('d', { major: 2 }));
});

describe('moveAlias', () => {
  it('sets, moves and logs', async () => {
    expect(await move('1.0.0', { reason: 'first release' })).toEqual({
      moved: true,
      move: {
        sequence: 1,
        at: '2026-01-01T00:00:00.000Z',
        by: 'ann',
        alias: 'production',
        from: null,
        to: '1.0.0',
        reason: 'first release',
      },
    });
    time = day(2).getTime();
    await move('1.1.0', { alias: 'canary' });
    time = day(3).getTime();
    await move('1.1.0', { by: 'bob', expected: '1.0.0' });
    await move('2.0.0');
    expect(await registry.aliases('house-price')).toEqual([
      { alias: 'canary', major: 1, version: '1.1.0' },
      { alias: 'production', major: 1, version: '1.1.0' },
      { alias: 'production', major: 2, version: '2.0.0' },
    ]);
    expect(await registry.aliasHistory('house-price', 1)).toEqual([
      expect.objectContaining({ sequence: 1, alias: 'production', from: null, to: '1.0.0' }),
      expect.objectContaining({ sequence: 2, alias: 'canary', from: null, to: '1.1.0' }),
      {
        sequence: 3,
        at: '2026-01-03T00:00:00.000Z',
        by: 'bob',
        alias: 'production',
        from: '1.0.0',
        to: '1.1.0',
      },
    ]);
    expect(await registry.aliasHistory('house-price', 2)).toHaveLength(1);
    expect(await readdir(logOf(1))).toEqual(['00000001.json', '00000002.json', '00000003.json']);
  });

  it('adds nothing when the alias is there already, and says since when', async () => {
    await move('1.0.0', { by: 'bob' });
    await move('1.1.0', { alias: 'canary' });
    expect(await move('1.0.0')).toMatchObject({ moved: false, move: { sequence: 1, by: 'bob' } });
    expect(await move('1.0.0', { expected: '1.0.0' })).toMatchObject({ moved: false });
    expect(await registry.aliasHistory('house-price', 1)).toHaveLength(2);
  });

  it('refuses when the alias is not where it was expected, and says who moved it', async () => {
    await expect(move('1.0.0', { expected: '1.1.0' })).rejects.toMatchObject({
      code: 'ALIAS_CONFLICT',
      message:
        "Alias 'production' of house-price v1 must point at 1.1.0, got no such alias. Look at its history and decide again.",
    });
    await move('1.0.0', { expected: null });
    await move('1.1.0', { by: 'bob' });
    await move('1.2.0', { alias: 'canary', by: 'eve' });
    const received = 'got 1.1.0, where "bob" moved it at 2026-01-01T00:00:00.000Z.';
    await expect(move('1.2.0', { expected: '1.0.0' })).rejects.toMatchObject({
      code: 'ALIAS_CONFLICT',
      message: expect.stringContaining(`must point at 1.0.0, ${received}`),
    });
    await expect(move('1.2.0', { expected: null })).rejects.toThrow(`must not exist yet, ${received}`);
    await expect(move('1.1.0', { expected: '1.0.0' })).rejects.toMatchObject({ code: 'ALIAS_CONFLICT' });
    expect((await registry.aliases('house-price'))[1].version).toBe('1.1.0');
  });

  it('points only at versions of its major that can be read', async () => {
    const notFound = { code: 'VERSION_NOT_FOUND' };
    await expect(move('1.7.0')).rejects.toMatchObject(notFound);
    await expect(move('2.0.0', { major: 1 })).rejects.toMatchObject({
      ...notFound,
      message: expect.stringContaining(
        'house-price v1 must have the version or alias "2.0.0", got versions 1.2.0, 1.1.0, 1.0.0; aliases none.',
      ),
    });
    await expect(move('1.0.0', { model: 'digits' })).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
    await rm(join(folder(), 'house-price', '1.1.0', 'manifest.json'));
    await expect(move('1.1.0')).rejects.toMatchObject({ code: 'MANIFEST_INVALID' });
    expect(await registry.aliases('house-price')).toEqual([]);
  });

  it('does not lose the move of another writer who was faster', async () => {
    const overtakenBy = (overtake: () => Promise<unknown>) => {
      const store = new FileStore(folder());
      const create = store.create.bind(store);
      let overtaken = false;
      store.create = async (...request) => {
        if (!overtaken) {
          overtaken = true;
          await overtake();
        }
        return create(...request);
      };
      return new Registry(store, { now: () => new Date(time) });
    };
    const request = { model: 'house-price', major: 1, alias: 'production', to: '1.1.0', by: 'slow' };
    const beside = overtakenBy(() => move('1.2.0', { alias: 'canary' }));
    expect(await beside.moveAlias({ ...request, expected: null })).toMatchObject({ move: { sequence: 2 } });
    expect(await registry.aliases('house-price')).toEqual([
      { alias: 'canary', major: 1, version: '1.2.0' },
      { alias: 'production', major: 1, version: '1.1.0' },
    ]);
    const against = overtakenBy(() => move('1.2.0', { by: 'fast' }));
    await expect(against.moveAlias({ ...request, to: '1.0.0', expected: '1.1.0' })).rejects.toThrow(
      'must point at 1.1.0, got 1.2.0, where "fast" moved it',
    );
    const anyway = overtakenBy(() => move('1.1.0', { by: 'fast' }));
    expect(await anyway.moveAlias({ ...request, to: '1.0.0' })).toMatchObject({
      move: { from: '1.1.0', to: '1.0.0' },
    });
  });

  it.each(['', ' ', 'two\nlines', 'bell\u0007', '\u001b[2J', 'x\u202ey', 'x'.repeat(501)])(
    'refuses the reason %j',
    async (reason) => {
      await expect(move('1.0.0', { reason })).rejects.toMatchObject({ code: 'REASON_INVALID' });
      await move('1.0.0', { reason: 'größer, 大きい: 100 %' });
      await move('1.1.0');
      const rollback = { model: 'house-price', major: 1, alias: 'production', by: 'ann', reason };
      await expect(registry.rollback(rollback)).rejects.toMatchObject({ code: 'REASON_INVALID' });
    },
  );

  it('gives up when every number is taken', async () => {
    await move('1.0.0');
    const store = new FileStore(folder());
    store.create = async () => false;
    await expect(
      new Registry(store).moveAlias({
        model: 'house-price',
        major: 1,
        alias: 'canary',
        to: '1.0.0',
        by: 'ann',
      }),
    ).rejects.toMatchObject({ code: 'ALIAS_CONFLICT', message: expect.stringContaining('100 attempts') });
  });

  it('keeps the order of the log when the clock of a writer is behind', async () => {
    time = day(5).getTime();
    await move('1.0.0');
    time = day(4).getTime();
    await move('1.1.0');
    const [first, second] = await registry.aliasHistory('house-price', 1);
    expect(second.at).toBe(first.at);
    expect(await registry.aliasAt('house-price', 1, 'production', day(5))).toMatchObject({ to: '1.1.0' });
  });

  it('holds aliases with the names of what every object has', async () => {
    await move('1.0.0');
    await expect(move('1.1.0', { alias: 'constructor', expected: '1.0.0' })).rejects.toThrow(
      'got no such alias',
    );
    await move('1.0.0', { alias: 'constructor' });
    expect(await registry.resolve('house-price', 1, 'constructor')).toBe('1.0.0');
    await expect(registry.resolve('house-price', 1, 'toString')).rejects.toMatchObject({
      code: 'VERSION_NOT_FOUND',
    });
  });
});

describe('aliasAt', () => {
  it('tells which version was live at a time', async () => {
    for (const [date, to] of [
      [2, '1.0.0'],
      [4, '1.1.0'],
      [6, '1.0.0'],
    ] as const) {
      time = day(date).getTime();
      await move(to);
    }
    time = day(8).getTime();
    await move('1.2.0', { alias: 'canary' });
    const live: (string | undefined)[] = [];
    for (let date = 1; date <= 9; date++)
      live.push((await registry.aliasAt('house-price', 1, 'production', day(date)))?.to);
    expect(live).toEqual([undefined, '1.0.0', '1.0.0', '1.1.0', '1.1.0', '1.0.0', '1.0.0', '1.0.0', '1.0.0']);
    expect(await registry.aliasAt('house-price', 1, 'canary', day(7))).toBeUndefined();
  });
});

describe('resolve', () => {
  it('takes exact versions and aliases of the major', async () => {
    await move('1.1.0');
    await move('2.0.0');
    expect(await registry.resolve('house-price', 1, '1.0.0')).toBe('1.0.0');
    expect(await registry.resolve('house-price', 1, 'production')).toBe('1.1.0');
    expect(await registry.resolve('house-price', 2, 'production')).toBe('2.0.0');
  });

  it.each(['2.0.0', '1.9.0', '1.0', 'Production', 'canary', '../x', '__proto__', ''])(
    'answers %j with what there is',
    async (asked) => {
      await move('1.1.0');
      await move('2.0.0');
      await expect(registry.resolve('house-price', 1, asked)).rejects.toMatchObject({
        code: 'VERSION_NOT_FOUND',
        message: `house-price v1 must have the version or alias ${JSON.stringify(asked)}, got versions 1.2.0, 1.1.0, 1.0.0; aliases production (1.1.0). Ask for one that is there.`,
      });
    },
  );

  it('refuses an alias whose version was taken away', async () => {
    await move('1.1.0');
    await rm(join(folder(), 'house-price', '1.1.0'), { recursive: true });
    await expect(registry.resolve('house-price', 1, 'production')).rejects.toMatchObject({
      code: 'VERSION_NOT_FOUND',
      message: expect.stringContaining(
        "Alias 'production' of house-price v1 must point at a version that is there, got 1.1.0",
      ),
    });
  });
});

describe('a damaged alias log', () => {
  const rewrite = async (name: string, edit: (content: string) => string) => {
    const path = logOf(1, name);
    await chmod(path, 0o644);
    await writeFile(path, edit(await readFile(path, 'utf8')));
  };

  it.each([
    ['is no JSON', () => '{'],
    ['is empty', () => ''],
    ['lacks a field', (text: string) => text.replace('"by": "ann",', '')],
    ['belongs to another model', (text: string) => text.replace('house-price', 'credit-risk')],
    ['has another place', (text: string) => text.replace('"sequence": 2,', '"sequence": 7,')],
    ['contradicts itself', (text: string) => text.replace('"to": "1.1.0"', '"to": "1.2.0"')],
    ['moved an alias after itself', (text: string) => text.replace(/"sequence": 2\n/, '"sequence": 3\n')],
    [
      'restores what came later',
      (text: string) => text.replace('"by": "ann",', '"by": "ann", "restores": 2,'),
    ],
    ['points at another major', (text: string) => text.replaceAll('1.1.0', '2.0.0')],
    ['points at a range', (text: string) => text.replaceAll('1.1.0', '1.x')],
    ['holds an illegal alias', (text: string) => text.replaceAll('production', 'Production')],
  ])('is not trusted when its newest entry %s', async (_, edit) => {
    await move('1.0.0');
    await move('1.1.0');
    await rewrite('00000002.json', edit);
    for (const asked of [
      registry.aliases('house-price'),
      registry.resolve('house-price', 1, 'production'),
      registry.aliasHistory('house-price', 1),
      move('1.2.0'),
    ]) {
      await expect(asked).rejects.toMatchObject({
        code: 'ALIAS_LOG_INVALID',
        message: expect.stringContaining(
          `house-price/aliases/1/00000002.json in ${folder()} must be move 2 of the aliases of house-price v1, got `,
        ),
      });
    }
    expect(await registry.resolve('house-price', 1, '1.0.0')).toBe('1.0.0');
    await rm(logOf(1, '00000002.json'));
    expect(await registry.resolve('house-price', 1, 'production')).toBe('1.0.0');
  });

  it('does not read a folder in the place of an entry', async () => {
    await move('1.0.0');
    await mkdir(logOf(1, '00000002.json'));
    await expect(registry.aliases('house-price')).rejects.toMatchObject({ code: 'ALIAS_LOG_INVALID' });
  });

  it('does not follow a link in the place of an entry', async () => {
    await move('1.0.0');
    await symlink(logOf(1, '00000001.json'), logOf(1, '00000002.json'));
    await expect(move('1.1.0')).rejects.toMatchObject({ code: 'REGISTRY_UNREACHABLE' });
  });
});
