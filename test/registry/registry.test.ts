import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Manifest, PredictqlError } from '../../src/contract';
import { FileStore, Registry } from '../../src/registry';
import { draftOf } from './drafts';
import { useTemporaryFolder } from './temporary-folder';

const folder = useTemporaryFolder();
const at = (...names: string[]) => join(folder(), ...names);
let registry: Registry;
beforeEach(() => {
  registry = new Registry(new FileStore(folder()), { now: () => new Date('2026-01-02T03:04:05.678Z') });
});

/** Puts other bytes into a file of a version, as a failing disk or a careless hand would. */
async function overwrite(path: string, content: string | Buffer): Promise<void> {
  await chmod(path, 0o644);
  await writeFile(path, content);
}

describe('an empty registry', () => {
  it('has no models, versions or aliases', async () => {
    expect(await registry.models()).toEqual([]);
    expect(await registry.versions('house-price')).toEqual([]);
    expect(await registry.hasModel('house-price')).toBe(false);
    expect(await registry.aliases('house-price')).toEqual([]);
    expect(await registry.aliasHistory('house-price', 1)).toEqual([]);
    expect(await registry.aliasAt('house-price', 1, 'production', new Date())).toBeUndefined();
  });

  it('says that it does not know a model, and which it knows', async () => {
    const message = `The registry at ${folder()} must hold the model 'house-price', got models none. Check the name, or train the model.`;
    for (const asked of [
      registry.manifest('house-price', '1.0.0'),
      registry.resolve('house-price', 1, 'production'),
    ]) {
      await expect(asked).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND', message });
    }
    await registry.publish(draftOf('a', { model: 'credit-risk' }));
    await expect(registry.manifest('house-price', '1.0.0')).rejects.toThrow('got models credit-risk.');
  });
});

describe('names', () => {
  it('are checked before the store is touched', async () => {
    const untouched = new Registry(
      new Proxy({} as FileStore, {
        get: (_, name) => () => {
          throw new Error(`touched ${String(name)}`);
        },
      }),
    );
    const move = { model: 'house-price', major: 1, alias: 'production', to: '1.0.0', by: 'ann' };
    const manifest = (model: string, version: string) =>
      ({ model, version, artifact: {}, golden: {} }) as unknown as Manifest;
    for (const attempt of [
      () => untouched.versions('../etc'),
      () => untouched.hasModel('House'),
      () => untouched.manifest('..', '1.0.0'),
      () => untouched.manifest('house-price', '../x'),
      () => untouched.manifest('house-price', 'production'),
      () => untouched.artifact(manifest('../..', '1.0.0')),
      () => untouched.artifact(manifest('house-price', '..')),
      () => untouched.golden(manifest('house-price', '1.0')),
      () => untouched.aliases(''),
      () => untouched.aliasHistory('a/b', 1),
      () => untouched.aliasHistory('house-price', 0),
      () => untouched.aliasHistory('house-price', 1.5),
      () => untouched.aliasAt('house-price', 1, '1.0.0', new Date()),
      () => untouched.aliasAt('house-price', Number.NaN, 'production', new Date()),
      () => untouched.moveAlias({ ...move, model: '.' }),
      () => untouched.moveAlias({ ...move, alias: '1.0.0' }),
      () => untouched.moveAlias({ ...move, alias: '../production' }),
      () => untouched.moveAlias({ ...move, to: 'staging' }),
      () => untouched.moveAlias({ ...move, major: Number.NaN }),
      () => untouched.resolve('../x', 1, 'production'),
      () => untouched.resolve('house-price', 1000, 'production'),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'NAME_INVALID' });
    }
  });
});

describe('listings', () => {
  it('order models by name and versions by number', async () => {
    await registry.publish(draftOf('a', { model: 'digits' }));
    for (let i = 0; i < 11; i++) await registry.publish(draftOf(`a${i}`, { model: 'credit-risk' }));
    await registry.publish(draftOf('b', { model: 'credit-risk', major: 2 }));
    expect(await registry.models()).toEqual(['credit-risk', 'digits']);
    const minors = Array.from({ length: 11 }, (_, i) => `1.${i}.0`);
    expect(await registry.versions('credit-risk')).toEqual([...minors, '2.0.0']);
    expect(await registry.hasModel('credit-risk')).toBe(true);
  });

  it('pass over what does not belong there', async () => {
    await registry.publish(draftOf('a'));
    await registry.moveAlias({ model: 'house-price', major: 1, alias: 'production', to: '1.0.0', by: 'ann' });
    await writeFile(at('.DS_Store'), '');
    await writeFile(at('notes.txt'), '');
    await writeFile(at('notes'), 'a file with the name of a model');
    await mkdir(at('empty-model'));
    await mkdir(at('Not_A_Model', '1.0.0'), { recursive: true });
    for (const name of ['latest', '1.0', 'v1.0.0', '01.0.0', '1.0.0-rc.1', '1.0.0.bak']) {
      await mkdir(at('house-price', name));
    }
    await writeFile(at('house-price', 'readme.md'), '');
    await writeFile(at('house-price', 'aliases', '2'), 'a file with the name of a major');
    await writeFile(at('house-price', 'aliases', 'readme.md'), '');
    await mkdir(at('house-price', 'aliases', '0'));
    for (const name of ['1.json', '00000002.json.bak', 'notes.txt', '.DS_Store']) {
      await writeFile(at('house-price', 'aliases', '1', name), '');
    }
    expect(await registry.models()).toEqual(['house-price']);
    expect(await registry.hasModel('notes')).toBe(false);
    expect(await registry.versions('house-price')).toEqual(['1.0.0']);
    expect(await registry.aliases('house-price')).toEqual([
      { alias: 'production', major: 1, version: '1.0.0' },
    ]);
    expect(await registry.aliasHistory('house-price', 1)).toHaveLength(1);
  });
});

describe('a version', () => {
  it('gives back what was published', async () => {
    const draft = draftOf('the model');
    expect(await registry.publish(draft)).toEqual({ version: '1.0.0', added: true });
    const manifest = await registry.manifest('house-price', '1.0.0');
    expect(manifest).toEqual({
      formatVersion: 1,
      model: 'house-price',
      version: '1.0.0',
      contract: draft.contract,
      binding: draft.binding,
      artifact: {
        // printf 'the model' | sha256sum
        sha256: '36cc7e3d6f6200756c81e18470827e9dac1c602fcd87761cbb0b8f015611c098',
        bytes: 9,
        irVersion: 8,
        opsets: { 'ai.onnx': 17 },
      },
      golden: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/), rows: 2 },
      training: draft.training,
      assessment: {
        ...draft.assessment,
        // printf '{"of":"the model"}' | sha256sum
        files: { 'report.json': '50123e91ec115e55bd8d47de5fc8329a80e64dac5e613850c0dfe74add7b8278' },
      },
      createdAt: '2026-01-02T03:04:05.678Z',
    });
    expect(Buffer.from(await registry.artifact(manifest)).toString()).toBe('the model');
    expect(await registry.golden(manifest)).toEqual(draft.golden);
    const report = await registry.assessmentFile(manifest, 'report.json');
    expect(Buffer.from(report).toString()).toBe('{"of":"the model"}');
    expect(await registry.verify('house-price', '1.0.0')).toEqual(manifest);
  });

  it('that is not there is answered with what is, newest first', async () => {
    await registry.publish(draftOf('a'));
    await registry.publish(draftOf('b'));
    await registry.publish(draftOf('c', { major: 2 }));
    await registry.moveAlias({ model: 'house-price', major: 1, alias: 'production', to: '1.0.0', by: 'ann' });
    await expect(registry.manifest('house-price', '9.0.0')).rejects.toMatchObject({
      code: 'VERSION_NOT_FOUND',
      message:
        'house-price must have the version or alias "9.0.0", got versions 2.0.0, 1.1.0, 1.0.0; aliases production (1.0.0). Ask for one that is there.',
    });
  });

  describe('that is damaged', () => {
    const untrusted = { code: 'MANIFEST_INVALID' };
    let manifest: Manifest;
    beforeEach(async () => {
      await registry.publish(draftOf('the model'));
      await registry.publish(draftOf('another'));
      manifest = await registry.manifest('house-price', '1.0.0');
    });

    const expectRestUnharmed = async () => {
      expect(await registry.models()).toEqual(['house-price']);
      expect(await registry.versions('house-price')).toEqual(['1.0.0', '1.1.0']);
      expect((await registry.manifest('house-price', '1.1.0')).version).toBe('1.1.0');
    };
    afterEach(expectRestUnharmed);

    it('has no manifest', async () => {
      await rm(at('house-price', '1.0.0', 'manifest.json'));
      await expect(registry.manifest('house-price', '1.0.0')).rejects.toMatchObject({
        ...untrusted,
        message: expect.stringContaining('must have a manifest.json. Restore'),
      });
    });

    it('is a file', async () => {
      await rm(at('house-price', '1.0.0'), { recursive: true });
      await writeFile(at('house-price', '1.0.0'), '');
      await expect(registry.manifest('house-price', '1.0.0')).rejects.toMatchObject(untrusted);
    });

    it.each(['', '{', 'null', '[]', '{"formatVersion":2}', '\0'])('has the manifest %j', async (content) => {
      await overwrite(at('house-price', '1.0.0', 'manifest.json'), content);
      await expect(registry.manifest('house-price', '1.0.0')).rejects.toMatchObject(untrusted);
    });

    it('has the manifest of another version', async () => {
      const other = await readFile(at('house-price', '1.1.0', 'manifest.json'));
      await overwrite(at('house-price', '1.0.0', 'manifest.json'), other);
      await expect(registry.manifest('house-price', '1.0.0')).rejects.toMatchObject(untrusted);
    });

    it('has an artifact with one bit flipped', async () => {
      const path = at('house-price', '1.0.0', 'model.onnx');
      const content = await readFile(path);
      content[3] ^= 1;
      await overwrite(path, content);
      const failed = await registry.artifact(manifest).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(PredictqlError);
      expect(failed).toMatchObject({
        code: 'ARTIFACT_CORRUPT',
        message: expect.stringMatching(
          new RegExp(
            `^model\\.onnx of house-price@1\\.0\\.0 in .* must have 9 bytes with SHA-256 ${manifest.artifact.sha256}, got 9 bytes with SHA-256 [0-9a-f]{64}\\. Restore `,
          ),
        ),
      });
    });

    it('has the artifact of another version, a short one, or none', async () => {
      const path = at('house-price', '1.0.0', 'model.onnx');
      const corrupt = { code: 'ARTIFACT_CORRUPT' };
      await overwrite(path, await readFile(at('house-price', '1.1.0', 'model.onnx')));
      await expect(registry.artifact(manifest)).rejects.toMatchObject(corrupt);
      await overwrite(path, 'the');
      await expect(registry.artifact(manifest)).rejects.toThrow('got 3 bytes with SHA-256');
      await rm(path);
      await expect(registry.artifact(manifest)).rejects.toThrow('got no such file');
    });

    it('promises another size', async () => {
      const liar = { ...manifest, artifact: { ...manifest.artifact, bytes: 10 } };
      await expect(registry.artifact(liar)).rejects.toMatchObject({ code: 'ARTIFACT_CORRUPT' });
    });

    it('has other golden rows', async () => {
      const path = at('house-price', '1.0.0', 'golden.json');
      await overwrite(path, (await readFile(path, 'utf8')).replace('10', '11'));
      await expect(registry.golden(manifest)).rejects.toMatchObject({
        code: 'ARTIFACT_CORRUPT',
        message: expect.stringContaining(`golden.json of house-price@1.0.0`),
      });
    });
  });
});
