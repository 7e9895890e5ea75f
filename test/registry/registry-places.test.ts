import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore, S3Store } from '../../src/registry';
import { describeRegistry } from './registry-suite';
import { describeWithS3, newS3Location, s3Intruder, s3Settings } from './s3-place';
import { useTemporaryFolder } from './temporary-folder';

jest.setTimeout(120_000);
const folder = useTemporaryFolder();

describeRegistry('on disk', async () => ({
  open: () => new FileStore(folder()),
  async overwrite(key, content) {
    await chmod(join(folder(), key), 0o644);
    await writeFile(join(folder(), key), content);
  },
}));

describeWithS3('with S3', () => {
  describeRegistry('on S3', async () => {
    const location = newS3Location();
    const intruder = s3Intruder(location);
    return {
      open: () => new S3Store(location, s3Settings()),
      async overwrite(key, content) {
        const [, version, file] = /^(.*\/\d+\.\d+\.\d+)\/(.*)$/.exec(key) ?? [];
        const isIt = (object: string) => object.startsWith(`.folders/${version}/`) && object.endsWith(file);
        await intruder.put((await intruder.objects()).find(isIt)!, content);
      },
    };
  });
});
