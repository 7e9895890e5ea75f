import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  assertBinding,
  bindingSchema,
  type Contract,
  contractSchema,
  type ErrorParts,
  PredictqlError,
  schemaIssue,
  sealContract,
  shown,
  type TensorsBinding,
} from '../contract';

/** What people edit: what the model takes and gives, and how that feeds its inputs. */
export interface ContractFile {
  readonly contract: Contract;
  readonly binding: TensorsBinding;
}

const fileSchema = z.strictObject({
  formatVersion: z.literal(1),
  contract: contractSchema,
  binding: bindingSchema,
});

/** Thousands of features with their categories need less. */
const mostBytes = 16 * 1024 * 1024;

/** Reading a pipe or a device may never end; a file that is missing is told by whoever reads it. */
async function assertPlainFile(path: string, subject: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || (found.isFile() && found.size <= mostBytes)) return;
  throw new PredictqlError('INPUT_INVALID', {
    subject,
    expected: `be a file of at most ${mostBytes} bytes`,
    received: found.isFile()
      ? `${found.size} bytes`
      : found.isDirectory()
        ? 'a folder'
        : 'a pipe or a device',
    remedy: 'Name the file that predictql import wrote.',
  });
}

/**
 * @throws PredictqlError `INPUT_INVALID` when the file cannot be read, is not JSON or has other fields than
 *   the format, naming the first; `CONTRACT_INVALID`, `NAME_INVALID` when it contradicts itself
 */
export async function readContractFile(path: string): Promise<ContractFile> {
  const subject = `The contract file ${shown(path)}`;
  await assertPlainFile(path, subject);
  let content: unknown;
  try {
    content = JSON.parse((await readFile(path, 'utf8')).replace(/^\ufeff/, ''));
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
    throw new PredictqlError(
      'INPUT_INVALID',
      { subject, expected: 'be readable JSON', received: reason },
      { cause },
    );
  }
  const { data, error } = fileSchema.safeParse(content);
  if (error !== undefined) {
    throw new PredictqlError('INPUT_INVALID', {
      subject,
      expected: 'follow format 1 of contract files',
      received: schemaIssue(error),
      remedy: 'docs/importing.md describes its fields.',
    });
  }
  if (data.binding.kind !== 'tensors') {
    throw new PredictqlError('INPUT_INVALID', {
      subject: `${subject}: its binding`,
      expected: 'be of kind tensors',
      received: data.binding.kind,
    });
  }
  const contract = sealContract(data.contract);
  assertBinding(contract, data.binding);
  return { contract, binding: data.binding };
}

/**
 * Finds out before a long work whether its contract file may be written.
 *
 * @throws PredictqlError `OUTPUT_UNWRITABLE` when there is one, which may have been edited
 */
export function assertNoContractFile(path: string): void {
  if (existsSync(path)) throw contractFileExists(path);
}

/**
 * @param replace - whether a file that is there may be lost
 * @throws PredictqlError `OUTPUT_UNWRITABLE`
 */
export async function writeContractFile(
  path: string,
  { contract, binding }: ContractFile,
  { replace }: { readonly replace: boolean },
): Promise<void> {
  const text = `${JSON.stringify({ formatVersion: 1, contract, binding }, undefined, 2)}\n`;
  try {
    await writeFile(path, text, { flag: replace ? 'w' : 'wx' });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw contractFileExists(path, cause);
    throw unwritable(path, { expected: 'be writable', received: code }, cause);
  }
}

function contractFileExists(path: string, cause?: unknown): PredictqlError {
  return unwritable(
    path,
    {
      expected: 'not exist yet',
      received: 'one that may have been edited',
      remedy: 'Import with --contract and this file, or with --force to replace it.',
    },
    cause,
  );
}

function unwritable(path: string, parts: Omit<ErrorParts, 'subject'>, cause: unknown): PredictqlError {
  const subject = `The contract file ${shown(path)}`;
  return new PredictqlError('OUTPUT_UNWRITABLE', { subject, ...parts }, { cause });
}
