import { execFileSync } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { openRegistry } from '../../src/registry';
import { draftOf } from './drafts';
import { describeWithS3, newS3Location, s3Intruder } from './s3-place';
import { useProxy } from './s3-proxy';
import { useTemporaryFolder } from './temporary-folder';

const folder = useTemporaryFolder();

describe('openRegistry', () => {
  it.each([
    'https://example.org/registry',
    'file:///registry',
    'file:registry',
    'gs://bucket/prefix',
    'http:/one-slash',
    '',
    ' ',
    'a\0b',
  ])('refuses %j, which is neither a path nor a bucket', async (location) => {
    await expect(openRegistry(location)).rejects.toMatchObject({
      code: 'ENVIRONMENT_INVALID',
      message: `The location of the registry must be the path of a folder, or a bucket and a prefix, got ${JSON.stringify(location)}. Write it like './registry' or 's3://my-bucket/registry'.`,
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

  it('loads nothing of S3 for a registry on disk', async () => {
    const script = `
      const { openRegistry } = require(${JSON.stringify(join(__dirname, '../../src/registry'))});
      openRegistry(${JSON.stringify(folder())}).then(async (registry) => {
        await registry.models();
        console.log(Object.keys(require.cache).filter((path) => path.includes('aws-sdk')).length);
      });`;
    const register = join(__dirname, '../support/register-typescript.js');
    expect(execFileSync(process.execPath, ['-r', register, '-e', script], { encoding: 'utf8' })).toBe('0\n');
  });
});

describeWithS3('openRegistry on S3', () => {
  const environment = { ...process.env };
  let location: string;
  let cut: (bytes: Buffer) => number | undefined;
  const ranges: (string | undefined)[] = [];
  const endpoint = useProxy(async ({ method, path, headers, forward, answer, breakOff }) => {
    const answered = await forward();
    const isArtifact = method === 'GET' && path.split('?')[0].endsWith('/model.onnx');
    if (!isArtifact) return answer(answered);
    ranges.push(headers.range);
    const afterBytes = cut(answered.body);
    return afterBytes === undefined ? answer(answered) : breakOff(answered, afterBytes);
  });
  beforeEach(() => {
    location = newS3Location();
    cut = () => undefined;
    ranges.length = 0;
    Object.assign(process.env, { PREDICTQL_CACHE: folder(), S3_ENDPOINT: endpoint() });
  });
  afterEach(() => {
    Object.assign(process.env, { S3_ENDPOINT: environment.S3_ENDPOINT });
    delete process.env.PREDICTQL_CACHE;
  });

  it('makes a missing registry with the first write', async () => {
    await expect(openRegistry(location, { mustExist: true })).rejects.toMatchObject({
      code: 'REGISTRY_MISSING',
      message: `The registry at ${location} must exist. Train a model, which makes it, or name another place.`,
    });
    const registry = await openRegistry(location);
    expect(registry.location).toBe(location);
    await registry.publish(draftOf('a'));
    expect(await (await openRegistry(location, { mustExist: true })).models()).toEqual(['house-price']);
  });

  it('does not take a missing bucket for an empty one', async () => {
    await expect(openRegistry('s3://no-such-bucket-here/registry')).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringMatching(/NoSuchBucket.* Make the bucket 'no-such-bucket-here', or correct/),
    });
  });

  it('downloads an artifact once, in as many parts as it takes', async () => {
    const content = 'x'.repeat(300_000);
    await (await openRegistry(location)).publish(draftOf(content));
    ranges.length = 0;
    const read = async () => {
      const registry = await openRegistry(location);
      const manifest = await registry.manifest('house-price', '1.0.0');
      return Buffer.from(await registry.artifact(manifest)).toString();
    };
    cut = ({ length }) => (length > 100_000 ? 100_000 : undefined);
    expect(await read()).toBe(content);
    const [first, ...rest] = ranges;
    expect(first).toBeUndefined();
    expect(rest.length).toBeGreaterThan(1);
    for (const range of rest) expect(range).toMatch(/^bytes=[1-9]\d*-$/);
    expect(await read()).toBe(content);
    expect(ranges).toHaveLength(1 + rest.length);
  });

  it('reads past a cache that cannot be used', async () => {
    await writeFile(join(folder(), 'file'), '');
    process.env.PREDICTQL_CACHE = join(folder(), 'file');
    const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const registry = await openRegistry(location);
    await registry.publish(draftOf('the model'));
    const manifest = await registry.manifest('house-price', '1.0.0');
    expect(Buffer.from(await registry.artifact(manifest)).toString()).toBe('the model');
    expect(warned).toHaveBeenCalledTimes(1);
    warned.mockRestore();
  });

  it('believes neither the cache nor the bucket', async () => {
    const registry = await openRegistry(location);
    await registry.publish(draftOf('the model'));
    const manifest = await registry.manifest('house-price', '1.0.0');
    await registry.artifact(manifest);
    const intruder = s3Intruder(location);
    const object = (await intruder.objects()).find((key) => key.endsWith('model.onnx'))!;
    await intruder.put(object, 'the mode!');
    // What is here is still what was promised.
    expect(Buffer.from(await registry.artifact(manifest)).toString()).toBe('the model');
    await writeFile(join(folder(), 'artifacts', manifest.artifact.sha256), 'the m0del');
    await expect(registry.artifact(manifest)).rejects.toMatchObject({ code: 'ARTIFACT_CORRUPT' });
    await intruder.put(object, 'longer than the model');
    await expect(registry.artifact(manifest)).rejects.toThrow('got a longer file');
  });
});
