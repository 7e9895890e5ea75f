import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertWritable } from '../../src/cli/assert-writable';
import { sharedTemporaryFolder } from '../support/temporary-folder';

describe('assertWritable', () => {
  const folder = sharedTemporaryFolder();

  it.each(['.', 'registry', 'not/yet/there'])('accepts %s below a writable folder', async (path) => {
    await expect(assertWritable(join(folder, path))).resolves.toBeUndefined();
  });

  it('refuses a place below a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(assertWritable(join(folder, 'file/registry'))).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringContaining('must be writable, got ENOTDIR'),
    });
  });

  // No permission stops root.
  (process.getuid?.() === 0 ? it.skip : it)('refuses a folder without the right to write', async () => {
    const locked = join(folder, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o555);
    await expect(assertWritable(join(locked, 'registry'))).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringContaining(`EACCES at ${locked}`),
    });
  });
});
