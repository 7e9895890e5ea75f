import { symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { openRegistry } from '../../src/registry';
import { draftOf } from './drafts';
import { useTemporaryFolder } from './temporary-folder';

const folder = useTemporaryFolder();

describe('openRegistry', () => {
  it.each([
    's3://bucket/prefix',
    'S3://bucket',
    'https://example.org/registry',
    'file:///registry',
    '',
    ' ',
    'a\0b',
  ])('refuses %j, which is no path', async (location) => {
    await expect(openRegistry(location)).rejects.toMatchObject({
      code: 'ENVIRONMENT_INVALID',
      message: `The location of the registry must be the path of a folder, got ${JSON.stringify(location)}. Write it like './registry'.`,
    });
  });

  it('opens a path relative to the working directory', async () => {
    const registry = await openRegistry(relative(process.cwd(), join(folder(), 'registry')));
    expect(registry.location).toBe(join(folder(), 'registry'));
  });

  it('makes a missing registry with the first write', async () => {
    const location = join(folder(), 'deep', 'registry');
    await expect(openRegistry(location, { mustExist: true })).rejects.toMatchObject({
      code: 'REGISTRY_MISSING',
      message: `The registry at ${location} must exist. Train a model, which makes it, or name another place.`,
    });
    const registry = await openRegistry(location, { now: () => new Date(0) });
    expect(await registry.models()).toEqual([]);
    await expect(openRegistry(location, { mustExist: true })).rejects.toMatchObject({
      code: 'REGISTRY_MISSING',
    });
    await registry.publish(draftOf('a'));
    const opened = await openRegistry(location, { mustExist: true });
    expect((await opened.manifest('house-price', '1.0.0')).createdAt).toBe('1970-01-01T00:00:00.000Z');
  });

  it('refuses a file and a path that leads nowhere', async () => {
    await writeFile(join(folder(), 'file'), '');
    await symlink(join(folder(), 'loop'), join(folder(), 'loop'));
    for (const name of ['file', 'file/below', 'loop']) {
      await expect(openRegistry(join(folder(), name))).rejects.toMatchObject({
        code: 'REGISTRY_UNREACHABLE',
      });
    }
  });
});
