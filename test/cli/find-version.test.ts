import { findVersion } from '../../src/cli/find-version';
import { FileStore, Registry } from '../../src/registry';
import { draftOf } from '../registry/drafts';
import { useTemporaryFolder } from '../registry/temporary-folder';

describe('findVersion', () => {
  const folder = useTemporaryFolder();
  let registry: Registry;

  /** Two majors; production is in both, staging in the first alone. */
  beforeEach(async () => {
    registry = new Registry(new FileStore(folder()));
    await registry.publish(draftOf('a'));
    await registry.publish(draftOf('b'));
    await registry.publish(draftOf('c', { major: 2 }));
    const point = (major: number, alias: string, to: string) =>
      registry.moveAlias({ model: 'house-price', major, alias, to, by: 'test' });
    await point(1, 'production', '1.0.0');
    await point(1, 'staging', '1.1.0');
    await point(2, 'production', '2.0.0');
  });

  it.each([
    ['house-price', '2.0.0'],
    ['house-price@production', '2.0.0'],
    ['house-price@staging', '1.1.0'],
    ['house-price@1.0.0', '1.0.0'],
  ])('takes %s for %s', async (text, version) => {
    expect((await findVersion(registry, text)).version).toBe(version);
  });

  it.each(['house-price@9.9.9', 'house-price@canary', 'house-price@', 'house-price@production@x'])(
    'says what there is instead of %s',
    async (text) => {
      await expect(findVersion(registry, text)).rejects.toMatchObject({
        code: 'VERSION_NOT_FOUND',
        message: expect.stringContaining('2.0.0'),
      });
    },
  );

  it('names the newest major when no alias was ever set', async () => {
    await registry.publish(draftOf('d', { model: 'other', major: 3 }));
    await expect(findVersion(registry, 'other')).rejects.toMatchObject({
      code: 'VERSION_NOT_FOUND',
      message: expect.stringMatching(/^other v3 must .* versions 3\.0\.0; aliases none/),
    });
  });

  it('says which models there are', async () => {
    await expect(findVersion(registry, 'car-price')).rejects.toMatchObject({
      code: 'MODEL_NOT_FOUND',
      message: expect.stringContaining('house-price'),
    });
  });

  it.each(['House Price', '', '@production'])('refuses the name %j', async (text) => {
    await expect(findVersion(registry, text)).rejects.toMatchObject({ code: 'NAME_INVALID' });
  });
});
