import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TrainCommandOptions, trainCommand } from '../../src/cli/train';
import { newKeyPair, openRegistry, readTrustedKeys } from '../../src/registry';
import { memoryTerminal } from '../support/memory-terminal';
import { sharedTemporaryFolder } from '../support/temporary-folder';

jest.setTimeout(120_000);

const folder = sharedTemporaryFolder();
const registry = join(folder, 'registry');
const keyFile = join(folder, 'key.pem');
const { keyId, privatePem, publicPem } = newKeyPair();

beforeAll(() => writeFile(keyFile, privatePem));
afterEach(() => {
  delete process.env.PREDICTQL_TRUSTED_KEYS;
});

async function train(options: Partial<TrainCommandOptions>, names = ['credit-risk']) {
  const terminal = memoryTerminal();
  await trainCommand(names, { registry, seed: 0, holdout: 0.1, ...options }, terminal);
  return { text: terminal.printed(), data: terminal.results[0] };
}

describe('predictql train --sign', () => {
  it('adds a version that whoever trusts the key takes', async () => {
    process.env.PREDICTQL_TRUSTED_KEYS = publicPem;
    const { text, data } = await train({ sign: keyFile, as: '1.4.2' });
    expect(text).toContain(`credit-risk@1.4.2 added to the registry\n`);
    expect(text).toContain(`\nsigned by key ${keyId}\n`);
    expect(data).toEqual([expect.objectContaining({ version: '1.4.2', signedBy: keyId })]);
    const opened = await openRegistry(registry, { trustedKeys: readTrustedKeys(publicPem) });
    expect(await opened.signature('credit-risk', '1.4.2')).toEqual({ state: 'verified', keyId });
  });

  it.each<[string, Partial<TrainCommandOptions>, string]>([
    ['no key', {}, 'SIGNATURE_INVALID'],
    ['a file that is no key', { sign: __filename }, 'SIGNING_KEY_INVALID'],
    ['no file', { sign: '/no/such/key.pem' }, 'SIGNING_KEY_INVALID'],
  ])('is refused before the training with %s where keys are trusted', async (_, options, code) => {
    process.env.PREDICTQL_TRUSTED_KEYS = publicPem;
    await expect(train({ ...options, registry: join(folder, 'other') })).rejects.toMatchObject({ code });
    const opened = await openRegistry(join(folder, 'other'));
    expect(await opened.store.exists()).toBe(false);
  });

  it('gives a number to one model only', async () => {
    await expect(train({ as: '1.0.0' }, [])).rejects.toThrow(
      /^Option --as must come with the name of one model, got \d+ models\./,
    );
  });
});
