import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newKeysCommand } from '../../src/cli/keys';
import { readSigningKey, readTrustedKeys } from '../../src/registry';
import { useTemporaryFolder } from '../registry/temporary-folder';
import { memoryTerminal } from '../support/memory-terminal';

const folder = useTemporaryFolder();

async function make(name: string) {
  const terminal = memoryTerminal();
  await newKeysCommand({ out: join(folder(), name) }, terminal);
  return { text: terminal.printed(), data: terminal.results[0] as Record<string, string> };
}

describe('predictql keys new', () => {
  it('makes a private key that only its owner may read, and its public half', async () => {
    const { text, data } = await make('key.pem');
    const [privateFile, publicFile] = [join(folder(), 'key.pem'), join(folder(), 'key.pub.pem')];
    expect(statSync(privateFile).mode & 0o777).toBe(0o600);
    expect((await readSigningKey(privateFile)).keyId).toBe(data.keyId);
    for (const trusted of [publicFile, data.publicKeyLine]) {
      expect([...(readTrustedKeys(trusted)?.keys() ?? [])]).toEqual([data.keyId]);
    }
    expect(data).toMatchObject({ privateKey: privateFile, publicKey: publicFile });
    expect(text).toContain(`PREDICTQL_TRUSTED_KEYS=${data.publicKeyLine}\n`);
    expect(text).not.toContain(readFileSync(privateFile, 'utf8').split('\n')[1]);
  });

  it('makes other keys each time', async () => {
    expect((await make('a.pem')).data.keyId).not.toBe((await make('b.pem')).data.keyId);
    expect(readdirSync(folder()).sort()).toEqual(['a.pem', 'a.pub.pem', 'b.pem', 'b.pub.pem']);
  });

  it.each(['key.pem', 'key.pub.pem'])('replaces no %s', async (name) => {
    writeFileSync(join(folder(), name), 'precious');
    await expect(make('key.pem')).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
      message: expect.stringMatching(/got EEXIST\. Name another file: keys are never replaced\.$/),
    });
    expect(readFileSync(join(folder(), name), 'utf8')).toBe('precious');
    expect(readdirSync(folder())).toEqual([name]);
  });

  it('needs a folder that is there', async () => {
    await expect(make('nowhere/key.pem')).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
    expect(existsSync(join(folder(), 'nowhere'))).toBe(false);
  });
});
