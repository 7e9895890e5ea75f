import { rm, writeFile } from 'node:fs/promises';
import { PredictqlError } from '../contract';
import { newKeyPair } from '../registry';
import type { Terminal } from './terminal';

export interface NewKeysCommandOptions {
  /** File for the private key; the public one comes beside it. */
  readonly out: string;
}

/** `predictql keys new`: makes a pair of keys to sign versions with. */
export async function newKeysCommand({ out }: NewKeysCommandOptions, terminal: Terminal): Promise<void> {
  const { keyId, privatePem, publicPem } = newKeyPair();
  const publicFile = `${out.replace(/\.pem$/, '')}.pub.pem`;
  await writeNew(publicFile, publicPem, 0o644);
  try {
    await writeNew(out, privatePem, 0o600);
  } catch (error) {
    // Half a pair is of no use, and would be in the way of the next attempt.
    await rm(publicFile);
    throw error;
  }
  const [, line] = publicPem.split('\n');
  terminal.text(
    [
      `private key  ${out}: sign with it, keep it out of the repository and the image`,
      `public key   ${publicFile}: servers trust it by PREDICTQL_TRUSTED_KEYS=${publicFile}`,
      `             or, without a file, PREDICTQL_TRUSTED_KEYS=${line}`,
      `key id       ${keyId}`,
    ].join('\n'),
  );
  terminal.data({ keyId, privateKey: out, publicKey: publicFile, publicKeyLine: line });
}

/** @throws PredictqlError `OUTPUT_UNWRITABLE`, also when the file is there: a key that is lost is lost */
async function writeNew(path: string, content: string, mode: number): Promise<void> {
  try {
    await writeFile(path, content, { flag: 'wx', mode });
  } catch (cause) {
    throw new PredictqlError(
      'OUTPUT_UNWRITABLE',
      {
        subject: `The key file ${path}`,
        expected: 'be new, in a folder that can be written',
        received: (cause as NodeJS.ErrnoException).code,
        remedy: 'Name another file: keys are never replaced.',
      },
      { cause },
    );
  }
}
