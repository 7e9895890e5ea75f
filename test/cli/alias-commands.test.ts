import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AliasCommandOptions, aliasCommand } from '../../src/cli/alias';
import { type PromoteCommandOptions, promoteCommand } from '../../src/cli/promote';
import { type RollbackCommandOptions, rollbackCommand } from '../../src/cli/rollback';
import { userName } from '../../src/cli/user-name';
import { FileStore, Registry } from '../../src/registry';
import { draftOf } from '../registry/drafts';
import { useTemporaryFolder } from '../registry/temporary-folder';
import { memoryTerminal } from '../support/memory-terminal';

const folder = useTemporaryFolder();
let registry: Registry;
let time: number;

/** A day of January 2026, at noon. */
const noon = (day: number) => Date.UTC(2026, 0, day, 12);

/** 1.0.0 to 1.2.0 and 2.0.0. */
beforeEach(async () => {
  time = noon(1);
  registry = new Registry(new FileStore(folder()), { now: () => new Date(time) });
  for (const content of ['a', 'b', 'c']) await registry.publish(draftOf(content));
  await registry.publish(draftOf('d', { major: 2 }));
});

async function run(command: (terminal: ReturnType<typeof memoryTerminal>) => Promise<void>) {
  const terminal = memoryTerminal();
  await command(terminal);
  return { text: terminal.printed(), data: terminal.results[0] };
}

const promote = (name: string, options: Partial<PromoteCommandOptions> = {}) =>
  run((terminal) => promoteCommand(name, { registry: folder(), as: 'production', ...options }, terminal));
const rollback = (name: string, options: Partial<RollbackCommandOptions> = {}) =>
  run((terminal) => rollbackCommand(name, { registry: folder(), as: 'production', ...options }, terminal));
const alias = (name: string, options: Partial<AliasCommandOptions> = {}) =>
  run((terminal) => aliasCommand(name, { registry: folder(), limit: 20, ...options }, terminal));

/** A move on a day, without the command, whose clock is the machine's. */
async function moved(day: number, to: string, more: { alias?: string; reason?: string } = {}): Promise<void> {
  time = noon(day);
  const major = Number(to.split('.')[0]);
  await registry.moveAlias({ model: 'house-price', major, alias: 'production', to, by: 'ann', ...more });
}

describe('predictql promote', () => {
  it('moves an alias and says where it was', async () => {
    expect((await promote('house-price@1.0.0')).text).toBe(
      'production of house-price v1 now points at 1.0.0\n',
    );
    const { text, data } = await promote('house-price@1.1.0', { reason: 'better on new sales' });
    expect(text).toBe('production of house-price v1 now points at 1.1.0, before at 1.0.0\n');
    expect(data).toMatchObject({
      ...{ model: 'house-price', major: 1, moved: true, from: '1.0.0', to: '1.1.0', by: userName() },
      reason: 'better on new sales',
    });
    const again = await promote('house-price@1.1.0');
    expect(again.text).toBe('production of house-price v1 already points at 1.1.0\n');
    expect(again.data).toMatchObject({ moved: false, to: '1.1.0', reason: 'better on new sales' });
  });

  it('takes the version that another alias points at', async () => {
    await promote('house-price@1.2.0', { as: 'staging' });
    expect((await promote('house-price@staging')).text).toContain(
      'production of house-price v1 now points at 1.2.0',
    );
  });

  it('refuses when the alias is not where it was expected', async () => {
    await promote('house-price@1.0.0', { expect: 'none' });
    await expect(promote('house-price@1.2.0', { expect: '1.1.0' })).rejects.toMatchObject({
      code: 'ALIAS_CONFLICT',
      message: expect.stringContaining(`must point at 1.1.0, got 1.0.0, where "${userName()}" moved it at`),
    });
    await expect(promote('house-price@1.2.0', { expect: 'none' })).rejects.toMatchObject({
      code: 'ALIAS_CONFLICT',
    });
    expect((await promote('house-price@1.2.0', { expect: '1.0.0' })).data).toMatchObject({ moved: true });
  });

  it('wants to know which version', async () => {
    await expect(promote('house-price')).rejects.toThrow(
      'The version to promote must be named, got "house-price". Write it like house-price@1.2.0.',
    );
    await moved(1, '1.0.0');
    await moved(1, '2.0.0');
    await expect(promote('house-price@production', { as: 'staging' })).rejects.toMatchObject({
      code: 'MAJOR_AMBIGUOUS',
    });
    expect((await promote('house-price@1', { as: 'staging' })).data).toMatchObject({ major: 1, to: '1.0.0' });
    await expect(promote('house-price@9.9.9')).rejects.toMatchObject({
      code: 'VERSION_NOT_FOUND',
      message: expect.stringContaining('1.1.0'),
    });
  });
});

describe('predictql rollback', () => {
  it('goes back one version at a time', async () => {
    for (const to of ['1.0.0', '1.1.0', '1.2.0']) await moved(1, to);
    const { text, data } = await rollback('house-price', { reason: 'prices too high' });
    expect(text).toBe('production of house-price v1 now points at 1.1.0 again, before at 1.2.0\n');
    expect(data).toMatchObject({ from: '1.2.0', to: '1.1.0', reason: 'prices too high', passedOver: [] });
    expect((await rollback('house-price')).text).toContain('now points at 1.0.0 again');
    await expect(rollback('house-price')).rejects.toMatchObject({ code: 'ROLLBACK_IMPOSSIBLE' });
  });

  it('says which versions it passed over, and why', async () => {
    for (const to of ['1.0.0', '1.1.0', '1.2.0']) await moved(1, to);
    await rm(join(folder(), 'house-price/1.1.0/model.onnx'));
    const { text, data } = await rollback('house-price');
    expect(text).toMatch(
      /^1\.1\.0 passed over: model\.onnx of house-price@1\.1\.0 .* got no such file.*\nproduction/,
    );
    expect(data).toMatchObject({ passedOver: [{ version: '1.1.0', code: 'ARTIFACT_CORRUPT' }] });
  });

  it('wants to know which major when several have the alias', async () => {
    await moved(1, '1.0.0');
    await moved(2, '1.1.0');
    await moved(3, '2.0.0');
    await expect(rollback('house-price')).rejects.toMatchObject({ code: 'MAJOR_AMBIGUOUS' });
    expect((await rollback('house-price@1')).data).toMatchObject({ major: 1, to: '1.0.0' });
    await moved(4, '1.1.0');
    expect((await rollback('house-price', { major: 1 })).data).toMatchObject({ to: '1.0.0' });
    for (const [name, major] of [
      ['house-price@1', 2],
      ['house-price@1.1.0', undefined],
      ['house-price@production', undefined],
      ['house-price@', undefined],
    ] as const) {
      await expect(rollback(name, major === undefined ? {} : { major })).rejects.toMatchObject({
        code: 'INPUT_INVALID',
      });
    }
  });

  it('goes only from where it is expected', async () => {
    await moved(1, '1.0.0');
    await moved(2, '1.1.0');
    await expect(rollback('house-price', { expect: '1.2.0' })).rejects.toMatchObject({
      code: 'ALIAS_CONFLICT',
    });
    expect((await rollback('house-price', { expect: '1.1.0' })).data).toMatchObject({ to: '1.0.0' });
  });
});

describe('predictql alias', () => {
  beforeEach(async () => {
    await moved(1, '1.0.0', { reason: 'first version of the major' });
    await moved(3, '1.2.0', { alias: 'canary' });
    await moved(5, '1.1.0');
    await moved(7, '2.0.0');
    time = noon(9);
    await registry.rollback({
      model: 'house-price',
      major: 1,
      alias: 'production',
      by: 'bob',
      reason: 'too high',
    });
  });

  it('tells where they point, since when and why', async () => {
    const { text, data } = await alias('house-price');
    expect(text).toBe(
      [
        'alias       version  since (UTC)          by',
        'canary      1.2.0    2026-01-03 12:00:00  ann',
        'production  1.0.0    2026-01-09 12:00:00  bob (rollback): too high',
        'production  2.0.0    2026-01-07 12:00:00  ann',
        '',
      ].join('\n'),
    );
    expect(data).toContainEqual({
      ...{ model: 'house-price', major: 1, alias: 'production', version: '1.0.0', sequence: 4 },
      ...{ since: '2026-01-09T12:00:00.000Z', by: 'bob', reason: 'too high' },
    });
  });

  it('tells every move, newest first', async () => {
    const { text, data } = await alias('house-price', { history: true });
    expect(text).toBe(
      [
        'when (UTC)           alias       from   to     by',
        '2026-01-09 12:00:00  production  1.1.0  1.0.0  bob (rollback): too high',
        '2026-01-07 12:00:00  production         2.0.0  ann',
        '2026-01-05 12:00:00  production  1.0.0  1.1.0  ann',
        '2026-01-03 12:00:00  canary             1.2.0  ann',
        '2026-01-01 12:00:00  production         1.0.0  ann: first version of the major',
        '',
      ].join('\n'),
    );
    expect(data).toHaveLength(5);
    expect(data).toContainEqual(expect.objectContaining({ major: 1, sequence: 4, restores: 1 }));
  });

  it('tells a part of them', async () => {
    const sequences = async (name: string, options: Partial<AliasCommandOptions>) =>
      ((await alias(name, { history: true, ...options })).data as { sequence: number }[]).map(
        ({ sequence }) => sequence,
      );
    expect(await sequences('house-price@1', { only: 'production' })).toEqual([4, 3, 1]);
    expect(await sequences('house-price', { limit: 2 })).toEqual([4, 1]);
    expect(await sequences('house-price', { major: 2 })).toEqual([1]);
    expect((await alias('house-price', { only: 'staging' })).text).toBe(
      "house-price has no alias 'staging'\n",
    );
  });

  it('tells which version was live at a time', async () => {
    const live = async (at: string) =>
      (
        (await alias('house-price@1', { only: 'production', at: new Date(at) })).data as { version: string }[]
      ).map(({ version }) => version);
    expect(await live('2026-01-01T11:59:59.999Z')).toEqual([]);
    expect(await live('2026-01-01T12:00:00Z')).toEqual(['1.0.0']);
    expect(await live('2026-01-06')).toEqual(['1.1.0']);
    expect(await live('2027-01-01')).toEqual(['1.0.0']);
    expect((await alias('house-price', { at: new Date('2025-12-31') })).text).toBe(
      'house-price has no aliases at 2025-12-31T00:00:00.000Z\n',
    );
  });

  it('breaks long reasons to fit the screen, and shows no control characters', async () => {
    await moved(11, '1.2.0', {
      reason: 'sales of the summer are in, and the error on them is a fifth lower',
    });
    const path = join(folder(), 'house-price/aliases/2/00000001.json');
    await chmod(path, 0o644);
    const entry = { ...(await registry.aliasHistory('house-price', 2))[0] };
    await writeFile(
      path,
      JSON.stringify({
        ...{ formatVersion: 1, model: 'house-price', major: 2, ...entry, by: 'eve\u001b[2J\u202e' },
        aliases: { production: { version: '2.0.0', sequence: 1 } },
      }),
    );
    const terminal = memoryTerminal({ columns: 80 });
    await aliasCommand('house-price', { registry: folder(), limit: 20, history: true }, terminal);
    const lines = terminal.printed().split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(terminal.printed()).toContain('\n'.padEnd(48));
    expect(terminal.printed()).toContain('eve\ufffd[2J\ufffd');
  });

  it('says so when there are none, and when there is no such model', async () => {
    await registry.publish(draftOf('a', { model: 'digits' }));
    expect(await alias('digits')).toEqual({ text: 'digits has no aliases\n', data: [] });
    await expect(alias('cars')).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
  });
});
