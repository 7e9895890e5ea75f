import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Registry } from '../../src/registry';
import { draftOf } from './drafts';
import { describeWithS3, newS3Location } from './s3-place';
import { storeAt } from './store-at';
import { useTemporaryFolder } from './temporary-folder';
import { contentsOf, production, startWriter, type Writer, type WriterAction } from './writers';

jest.setTimeout(120_000);
const folder = useTemporaryFolder();
const eight = Array.from({ length: 8 }, (_, i) => i);

type StartWriter = (location: string, action: WriterAction, argument: string) => Promise<Writer>;

const startInProcess: StartWriter = async (location, action, argument) => {
  const registry = new Registry(storeAt(location));
  const move = { ...production, to: argument, expected: null };
  const write = () => (action === 'publish' ? registry.publish(draftOf(argument)) : registry.moveAlias(move));
  return {
    go: () =>
      write().then(
        (outcome) => outcome,
        ({ code }: { code: string }) => ({ code }),
      ),
  };
};

function describeWriters(newLocation: () => string): void {
  describe.each([
    ['in one process', startInProcess],
    ['in processes of their own', startWriter as StartWriter],
  ])('eight writers at once, %s', (_, start) => {
    let location: string;
    let registry: Registry;
    beforeEach(() => {
      location = newLocation();
      registry = new Registry(storeAt(location));
    });

    it('add eight versions when they publish different models', async () => {
      const writers = await Promise.all(eight.map((i) => start(location, 'publish', `content ${i}`)));
      const outcomes = await Promise.all(writers.map((writer) => writer.go()));
      expect(outcomes.every((outcome) => outcome?.added)).toBe(true);
      const versions = eight.map((i) => `1.${i}.0`);
      expect(new Set(outcomes.map((outcome) => outcome?.version))).toEqual(new Set(versions));
      expect(await registry.versions('house-price')).toEqual(versions);
      const contents = await contentsOf(registry);
      for (const i of eight) {
        expect(contents[versions.indexOf(outcomes[i]?.version ?? '')]).toBe(`content ${i}`);
      }
    });

    it('add one version when they publish the same model', async () => {
      const writers = await Promise.all(eight.map(() => start(location, 'publish', 'the same')));
      const outcomes = await Promise.all(writers.map((writer) => writer.go()));
      expect(outcomes.filter((outcome) => outcome?.added)).toHaveLength(1);
      expect(new Set(outcomes.map((outcome) => outcome?.version))).toEqual(new Set(['1.0.0']));
      expect(await contentsOf(registry)).toEqual(['the same']);
    });

    it('move an alias once when they all expect the same', async () => {
      for (const i of eight) await registry.publish(draftOf(`content ${i}`));
      const writers = await Promise.all(eight.map((i) => start(location, 'move', `1.${i}.0`)));
      const outcomes = await Promise.all(writers.map((writer) => writer.go()));
      const winners = eight.filter((i) => outcomes[i]?.moved);
      expect(winners).toHaveLength(1);
      const losers = outcomes.filter((outcome) => outcome?.code === 'ALIAS_CONFLICT');
      expect(losers).toHaveLength(7);
      const history = await registry.aliasHistory('house-price', 1);
      expect(history).toEqual([expect.objectContaining({ from: null, to: `1.${winners[0]}.0` })]);
    });
  });
}

describe('on disk', () => {
  describeWriters(folder);
});

describeWithS3('writers on S3', () => {
  describeWriters(newS3Location);
});

describe('a writer without the right to write', () => {
  it('is told so', async () => {
    const root = join(folder(), 'registry');
    await mkdir(root);
    await chmod(root, 0o555);
    await chmod(folder(), 0o755);
    // Nothing is forbidden to root, so the writer becomes nobody.
    const asNobody = process.getuid?.() === 0 ? { AS_USER: '65534' } : {};
    const outcome = await (await startWriter(root, 'publish', 'first', asNobody)).go();
    expect(outcome).toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringMatching(
        `^The registry at ${root} must be writable, got EACCES: permission denied, mkdir .*\\. Give the user that runs this command the right to it\\.$`,
      ),
    });
  });
});
