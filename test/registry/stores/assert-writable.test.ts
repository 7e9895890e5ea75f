import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileStore } from '../../../src/registry';
import { sharedTemporaryFolder } from '../../support/temporary-folder';

describe('FileStore.assertWritable', () => {
  const folder = sharedTemporaryFolder();

  it.each(['.', 'registry', 'not/yet/there'])('accepts %s below a writable folder', async (path) => {
    await expect(new FileStore(join(folder, path)).assertWritable()).resolves.toBeUndefined();
  });

  it('refuses a place below a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(new FileStore(join(folder, 'file/registry')).assertWritable()).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringContaining('must be writable, got ENOTDIR'),
    });
  });

  // No permission stops root.
  (process.getuid?.() === 0 ? it.skip : it)('refuses a folder without the right to write', async () => {
    const locked = join(folder, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o555);
    await expect(new FileStore(join(locked, 'registry')).assertWritable()).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringContaining(`EACCES at ${locked}`),
    });
  });
});
