import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore, Registry, type RollbackRequest } from '../../src/registry';
import { draftOf } from './drafts';
import { useTemporaryFolder } from './temporary-folder';

const folder = useTemporaryFolder();
let registry: Registry;
const production = { model: 'house-price', major: 1, alias: 'production', by: 'ann' };
const promote = (to: string, alias = 'production') => registry.moveAlias({ ...production, alias, to });
const rollback = (options: Partial<RollbackRequest> = {}) => registry.rollback({ ...production, ...options });
const live = () => registry.resolve('house-price', 1, 'production');
const at = (...names: string[]) => join(folder(), 'house-price', ...names);

async function overwrite(path: string, content: string): Promise<void> {
  await chmod(path, 0o644);
  await writeFile(path, content);
}

/** Promotes, or rolls back for each `<`; the versions that were live after each step. */
async function walk(steps: string): Promise<string[]> {
  const path: string[] = [];
  for (const step of steps.split(' ')) {
    if (step === '<') await rollback();
    else await promote(step);
    path.push(await live());
  }
  return path;
}

beforeEach(async () => {
  registry = new Registry(new FileStore(folder()));
  for (const content of ['a', 'b', 'c', 'd']) await registry.publish(draftOf(content));
});

describe('rollback', () => {
  it('returns to the version before, and is a move of the history', async () => {
    await walk('1.0.0 1.1.0');
    const { move, passedOver } = await rollback({ by: 'bob' });
    expect(move).toMatchObject({
      sequence: 3,
      by: 'bob',
      from: '1.1.0',
      to: '1.0.0',
      reason: '1.1.0 taken back',
      restores: 1,
    });
    expect(passedOver).toEqual([]);
    expect((await registry.aliasHistory('house-price', 1)).at(-1)).toEqual(move);
  });

  it('keeps the reason it is given', async () => {
    await walk('1.0.0 1.1.0');
    expect((await rollback({ reason: 'prices too high' })).move.reason).toBe('prices too high');
  });

  it.each([
    // A second rollback goes one further back, not forth to what the first took away.
    ['1.0.0 1.1.0 1.2.0 < <', '1.0.0 1.1.0 1.2.0 1.1.0 1.0.0'],
    // After the next promotion, back to where that one came from: what was taken back stays so.
    ['1.0.0 1.1.0 < 1.2.0 <', '1.0.0 1.1.0 1.0.0 1.2.0 1.0.0'],
    ['1.0.0 1.1.0 1.2.0 < < 1.3.0 <', '1.0.0 1.1.0 1.2.0 1.1.0 1.0.0 1.3.0 1.0.0'],
    // The same version may be promoted twice.
    ['1.0.0 1.1.0 1.0.0 < <', '1.0.0 1.1.0 1.0.0 1.1.0 1.0.0'],
    ['1.0.0 1.1.0 < 1.1.0 <', '1.0.0 1.1.0 1.0.0 1.1.0 1.0.0'],
    ['1.0.0 1.1.0 < 1.1.0 1.2.0 < <', '1.0.0 1.1.0 1.0.0 1.1.0 1.2.0 1.1.0 1.0.0'],
  ])('leads %s through %s', async (steps, path) => {
    expect((await walk(steps)).join(' ')).toBe(path);
  });

  it('leaves other aliases and their history out', async () => {
    await promote('1.0.0');
    await promote('1.2.0', 'canary');
    await promote('1.1.0');
    await promote('1.3.0', 'canary');
    expect((await rollback()).move.to).toBe('1.0.0');
    expect((await rollback({ alias: 'canary' })).move.to).toBe('1.2.0');
  });

  it('has nowhere to go before the first version', async () => {
    await walk('1.0.0 1.1.0 <');
    await expect(rollback()).rejects.toMatchObject({
      code: 'ROLLBACK_IMPOSSIBLE',
      message:
        "Alias 'production' of house-price v1 must have an earlier version than 1.0.0 to return to, got none. Promote a version by its number.",
    });
    expect(await live()).toBe('1.0.0');
  });

  it('needs an alias', async () => {
    await expect(rollback()).rejects.toMatchObject({ code: 'VERSION_NOT_FOUND' });
    await expect(rollback({ model: 'digits' })).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
  });
});

describe('an earlier version that cannot be used', () => {
  it.each([
    ['is gone', () => rm(at('1.1.0'), { recursive: true }), 'VERSION_NOT_FOUND'],
    ['has a damaged manifest', () => overwrite(at('1.1.0', 'manifest.json'), '{'), 'MANIFEST_INVALID'],
    ['lacks its manifest', () => rm(at('1.1.0', 'manifest.json')), 'MANIFEST_INVALID'],
    ['has other bytes', () => overwrite(at('1.1.0', 'model.onnx'), 'B'), 'ARTIFACT_CORRUPT'],
    ['lacks its artifact', () => rm(at('1.1.0', 'model.onnx')), 'ARTIFACT_CORRUPT'],
    ['has other golden rows', () => overwrite(at('1.1.0', 'golden.json'), '{}'), 'ARTIFACT_CORRUPT'],
  ])('is passed over when it %s', async (_, damage, code) => {
    await walk('1.0.0 1.1.0 1.2.0');
    await damage();
    const { move, passedOver } = await rollback();
    expect(move).toMatchObject({
      from: '1.2.0',
      to: '1.0.0',
      reason: '1.2.0 taken back; 1.1.0 cannot be used',
      restores: 1,
    });
    expect(passedOver).toEqual([{ version: '1.1.0', error: expect.objectContaining({ code }) }]);
  });

  it('is told when no other is left', async () => {
    await walk('1.0.0 1.1.0 1.0.0 1.1.0');
    await rm(at('1.0.0', 'model.onnx'));
    await expect(rollback()).rejects.toMatchObject({
      code: 'ROLLBACK_IMPOSSIBLE',
      message: expect.stringMatching(
        /have an earlier version than 1\.1\.0 to return to, got 1\.0\.0, which cannot be used\. model\.onnx of house-price@1\.0\.0 in .* got no such file/,
      ),
    });
  });

  it('is not confused with a store that fails', async () => {
    await walk('1.0.0 1.1.0 1.2.0');
    const store = new FileStore(folder());
    const read = store.read.bind(store);
    store.read = async (key) => {
      if (key.startsWith('house-price/1.1.0')) throw new Error('the network is down');
      return read(key);
    };
    await expect(new Registry(store).rollback(production)).rejects.toThrow('the network is down');
    expect(await live()).toBe('1.2.0');
  });
});

describe('two who roll back at once', () => {
  /** A registry whose next append comes after what another writer does first. */
  function overtakenBy(overtake: () => Promise<unknown>): Registry {
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
    return new Registry(store);
  }

  it('go one step back, not two', async () => {
    await walk('1.0.0 1.1.0 1.2.0');
    const slow = overtakenBy(() => rollback({ by: 'bob' }));
    await expect(slow.rollback(production)).rejects.toMatchObject({
      code: 'ALIAS_CONFLICT',
      message: expect.stringMatching(
        /^Alias 'production' of house-price v1 must stay where it was at move 3, got 1\.1\.0, where "bob" moved it at /,
      ),
    });
    expect(await live()).toBe('1.1.0');
  });

  it('notice that the alias went away and came back', async () => {
    await walk('1.0.0 1.1.0 1.2.0');
    const slow = overtakenBy(() => walk('1.3.0 1.2.0'));
    await expect(slow.rollback(production)).rejects.toMatchObject({ code: 'ALIAS_CONFLICT' });
  });

  it('do not stop over a move of another alias', async () => {
    await walk('1.0.0 1.1.0');
    const slow = overtakenBy(() => promote('1.3.0', 'canary'));
    expect((await slow.rollback(production)).move).toMatchObject({ sequence: 4, to: '1.0.0' });
    expect(await registry.resolve('house-price', 1, 'canary')).toBe('1.3.0');
  });

  it('can say which version they mean', async () => {
    await walk('1.0.0 1.1.0 1.2.0');
    const [first, second] = await Promise.allSettled([
      rollback({ expected: '1.2.0' }),
      rollback({ expected: '1.2.0' }),
    ]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
    expect(await live()).toBe('1.1.0');
    await expect(rollback({ expected: '1.2.0' })).rejects.toThrow(
      /must point at 1\.2\.0, got 1\.1\.0, where "ann"/,
    );
  });
});
