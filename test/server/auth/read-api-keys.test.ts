import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApiKey, type KeyRole } from '../../../src/server/auth/api-key';
import { type ApiKeySources, readApiKeys } from '../../../src/server/auth/read-api-keys';
import { sharedTemporaryFolder } from '../../support/temporary-folder';

const folder = sharedTemporaryFolder();
const [a, b, c] = ['a', 'b', 'c'].map((name) => createApiKey(name, 'reader'));

function fileWith(text: string): string {
  const path = join(folder, 'keys.txt');
  writeFileSync(path, text);
  return path;
}

async function namesIn(sources: ApiKeySources): Promise<(string | undefined)[]> {
  const keys = await readApiKeys(sources);
  return [a, b, c].map(({ key }) => keys.callerOf(key)?.name);
}

describe('the keys in the environment', () => {
  it('stand between commas or on lines', async () => {
    expect(await namesIn({ apiKeys: `${a.entry}, ${b.entry}\n\n  ${c.entry}  ` })).toEqual(['a', 'b', 'c']);
  });

  it('are in a file, with comments', async () => {
    const path = fileWith(`# who may ask\n${a.entry} # until May\r\n${b.entry},\n`);
    expect(await namesIn({ apiKeys: `@${path}` })).toEqual(['a', 'b', undefined]);
    expect(await namesIn({ apiKeysFile: path })).toEqual(['a', 'b', undefined]);
    expect(await namesIn({ apiKeysFile: path, apiKeys: c.entry })).toEqual(['a', 'b', 'c']);
  });

  it('may be none', async () => {
    expect((await readApiKeys({})).size).toBe(0);
  });

  it('may be two of one name', async () => {
    const entries = [createApiKey('ci', 'operator'), createApiKey('ci', 'operator')];
    const keys = await readApiKeys({ apiKeys: entries.map(({ entry }) => entry).join() });
    for (const { key } of entries) expect(keys.callerOf(key)).toEqual({ name: 'ci', role: 'operator' });
  });

  it.each<[string, readonly KeyRole[]]>([
    ['two roles', ['reader', 'operator']],
    ['three entries', ['reader', 'reader', 'reader']],
  ])('may not be of one name and %s', async (_, roles) => {
    const apiKeys = roles.map((role) => createApiKey('ci', role).entry).join();
    await expect(readApiKeys({ apiKeys })).rejects.toMatchObject({
      code: 'ENVIRONMENT_INVALID',
      message: expect.stringContaining(
        `Key 'ci' must have one role and at most 2 entries, a new one and the one it replaces, got ${roles.join(', ')}.`,
      ),
    });
  });

  it('are not told when they are no entries: one may be a key', async () => {
    const asked = readApiKeys({ apiKeys: `${a.entry},${b.key}` });
    await expect(asked).rejects.toMatchObject({
      code: 'ENVIRONMENT_INVALID',
      message:
        'Environment variable PREDICTQL_API_KEYS must hold entries of the form name:role:hash, with the role reader or operator, got something else as number 2. Make a key and its entry: predictql api-key new --name <name> --role <role>.',
    });
  });

  it('are missed when their file cannot be read', async () => {
    await expect(readApiKeys({ apiKeysFile: join(folder, 'none') })).rejects.toMatchObject({
      code: 'ENVIRONMENT_INVALID',
      message: expect.stringMatching(
        /^Environment variable PREDICTQL_API_KEYS_FILE must name a file .*none \(ENOENT\)/,
      ),
    });
  });
});
