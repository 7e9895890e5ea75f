import { type ObjectStore, Registry } from '../../src/registry';
import { draftOf } from './drafts';
import { contentsOf, production } from './writers';

export interface Place {
  /** The store there, anew: what one knows, another must find out. */
  open(): ObjectStore;
  /** Puts other bytes into a file, as a failing disk or a careless hand would. */
  overwrite(key: string, content: string): Promise<void>;
}

/** What a registry does wherever it lives; `newPlace` gives an empty place. */
export function describeRegistry(name: string, newPlace: () => Promise<Place>): void {
  describe(`a registry ${name}`, () => {
    let place: Place;
    let registry: Registry;
    let time: number;
    beforeEach(async () => {
      place = await newPlace();
      time = Date.UTC(2026, 0, 1);
      registry = new Registry(place.open(), { now: () => new Date(time) });
    });

    it('gives back what was published', async () => {
      const draft = draftOf('the model');
      expect(await registry.publish(draft)).toEqual({ version: '1.0.0', added: true });
      const reader = new Registry(place.open());
      expect(await reader.models()).toEqual(['house-price']);
      const manifest = await reader.verify('house-price', '1.0.0');
      expect(manifest).toMatchObject({ contract: draft.contract, createdAt: '2026-01-01T00:00:00.000Z' });
      expect(Buffer.from(await reader.artifact(manifest)).toString()).toBe('the model');
      expect(await reader.golden(manifest)).toEqual(draft.golden);
      const report = await reader.assessmentFile(manifest, 'report.json');
      expect(Buffer.from(report).toString()).toBe('{"of":"the model"}');
    });

    it('numbers versions, adds nothing twice and refuses what breaks clients', async () => {
      await registry.publish(draftOf('a', { max: 1000 }));
      expect(await registry.publish(draftOf('b', { max: 2000 }))).toEqual({ version: '1.1.0', added: true });
      expect(await registry.publish(draftOf('a', { max: 1000 }))).toEqual({ version: '1.0.0', added: false });
      await expect(registry.publish(draftOf('c', { max: 1500 }))).rejects.toMatchObject({
        code: 'CONTRACT_INCOMPATIBLE',
      });
      expect(await registry.publish(draftOf('c', { major: 2 }))).toEqual({ version: '2.0.0', added: true });
      await registry.publish(draftOf('d', { model: 'digits' }));
      expect(await registry.models()).toEqual(['digits', 'house-price']);
      expect(await registry.versions('house-price')).toEqual(['1.0.0', '1.1.0', '2.0.0']);
    });

    it('keeps the history of an alias', async () => {
      for (const content of ['a', 'b', 'c']) await registry.publish(draftOf(content));
      for (const to of ['1.0.0', '1.2.0', '1.1.0']) {
        time += 1000;
        await registry.moveAlias({ ...production, to, reason: `for ${to}` });
      }
      const reader = new Registry(place.open());
      expect(await reader.resolve('house-price', 1, 'production')).toBe('1.1.0');
      expect(await reader.aliasHistory('house-price', 1)).toEqual([
        expect.objectContaining({ sequence: 1, by: 'ann', from: null, to: '1.0.0', reason: 'for 1.0.0' }),
        expect.objectContaining({ sequence: 2, from: '1.0.0', to: '1.2.0' }),
        expect.objectContaining({ sequence: 3, from: '1.2.0', to: '1.1.0' }),
      ]);
      const before = new Date(time - 500);
      expect(await reader.aliasAt('house-price', 1, 'production', before)).toMatchObject({ to: '1.2.0' });
      await expect(
        registry.moveAlias({ ...production, to: '1.0.0', expected: '1.2.0' }),
      ).rejects.toMatchObject({ code: 'ALIAS_CONFLICT' });
    });

    it('says what there is instead of what is not', async () => {
      await expect(registry.manifest('house-price', '1.0.0')).rejects.toMatchObject({
        code: 'MODEL_NOT_FOUND',
      });
      await registry.publish(draftOf('a'));
      await expect(registry.resolve('house-price', 1, 'production')).rejects.toMatchObject({
        code: 'VERSION_NOT_FOUND',
        message: expect.stringContaining('got versions 1.0.0; aliases none'),
      });
    });

    it.each([
      ['model.onnx', 'another ', 'ARTIFACT_CORRUPT'],
      ['model.onnx', 'x'.repeat(100_000), 'ARTIFACT_CORRUPT'],
      ['golden.json', '{}', 'ARTIFACT_CORRUPT'],
      ['assessment/report.json', '{}', 'ARTIFACT_CORRUPT'],
      ['manifest.json', '{', 'MANIFEST_INVALID'],
    ])('finds that %s was changed, and the way out of it', async (file, content, code) => {
      await registry.publish(draftOf('a model'));
      await place.overwrite(`house-price/1.0.0/${file}`, content);
      await expect(registry.verify('house-price', '1.0.0')).rejects.toMatchObject({ code });
      if (file.startsWith('assessment')) return;
      expect(await registry.publish(draftOf('a model'))).toEqual({ version: '1.1.0', added: true });
      expect((await registry.verify('house-price', '1.1.0')).version).toBe('1.1.0');
    });

    it('takes one of many writers at each step', async () => {
      const writers = Array.from({ length: 8 }, () => new Registry(place.open()));
      const published = await Promise.all(
        writers.map((writer, i) => writer.publish(draftOf(`content ${i}`))),
      );
      const versions = writers.map((_, i) => `1.${i}.0`);
      expect(published.map(({ version }) => version).sort()).toEqual(versions);
      expect((await contentsOf(registry)).sort()).toEqual(writers.map((_, i) => `content ${i}`));
      for (let step = 0, expected: string | null = null; step < 3; step++) {
        const moves = await Promise.allSettled(
          writers.map((writer, i) =>
            writer.moveAlias({ ...production, to: versions[(i + step) % 8], expected, by: `writer ${i}` }),
          ),
        );
        const current: string = await registry.resolve('house-price', 1, 'production');
        const moved = moves.filter((move) => move.status === 'fulfilled' && move.value.moved);
        expect(moved).toMatchObject([{ value: { move: { from: expected, to: current } } }]);
        for (const move of moves) {
          if (move.status === 'rejected') expect(move.reason).toMatchObject({ code: 'ALIAS_CONFLICT' });
        }
        expected = current;
      }
    });
  });
}
