import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertModelName, PredictqlError, shown } from '../contract';
import { assertNoExternalData } from '../onnx';
import { type ContractFile, readContractFile } from './contract-file';
import { assertFits } from './contract-fit';
import { GuardedProcess } from './guarded-process';
import { findModel, type ModelSource } from './model-source';
import { titleOf } from './proposal/propose';
import type { Inspection } from './protocol';
import { type Proposal, proveGiven, type SampleSource, searchProposal } from './search-proposal';

/** From the start of the process to the last sample row: with its own start a command stays below 10 seconds. */
export const defaultTimeoutMs = 8000;

export interface PrepareOptions {
  /** Of the model; that of the contract file when left out. */
  readonly name?: string | undefined;
  /** For people; made of the name, or that of the contract file, when left out. */
  readonly title?: string | undefined;
  /** Path of a contract file; one is proposed when left out. */
  readonly contract?: string | undefined;
  /** Rows to prove the model with, by feature name; made when left out. */
  readonly samples?: SampleSource | undefined;
  readonly maxBytes?: number | undefined;
  readonly timeoutMs?: number | undefined;
  readonly progress?: ((stage: string, fraction: number) => void) | undefined;
  /** See `GuardedProcess`. */
  readonly program?: readonly string[] | undefined;
}

/** A model from elsewhere that was checked, loaded and, if all went well, answered rows. */
export interface PreparedImport extends Proposal {
  readonly source: ModelSource;
  readonly inspection: Inspection;
  /** The bytes of `model.onnx`. */
  readonly artifact: Uint8Array;
}

/**
 * Takes a file as far as it goes without a registry. Whatever is done with the file is done in a process of
 * its own, which is gone when this returns.
 *
 * @throws PredictqlError `MODEL_REFUSED` with the reason; `NAME_INVALID`; `INPUT_INVALID` when a file that is
 *   given with it cannot be used
 */
export async function prepareImport(path: string, options: PrepareOptions): Promise<PreparedImport> {
  const { maxBytes, timeoutMs = defaultTimeoutMs, progress = () => {}, program, samples } = options;
  const given = options.contract === undefined ? undefined : await givenContract(options.contract, options);
  const name = nameOf(given, options);
  const source = await findModel(path, maxBytes);
  const { file } = source;
  const folder = await mkdtemp(join(tmpdir(), 'predictql-import-'));
  const place = join(folder, 'model.onnx');
  progress(`checking ${file}`, 0);
  const guarded = new GuardedProcess({ timeoutMs, file, folder, ...(program && { program }) });
  try {
    const inspection = await guarded.inspect({ kind: 'inspect', path: source.path, file, artifact: place });
    progress(`running sample rows through ${file}`, 0.5);
    const proposal = await (given === undefined
      ? searchProposal(guarded, inspection, { name, title: options.title ?? titleOf(name), file, samples })
      : proveFitting(guarded, given, inspection, options, file));
    const artifact = await readFile(place);
    assertNoExternalData(artifact, file);
    return { source, inspection, ...proposal, artifact };
  } finally {
    guarded.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function nameOf(given: ContractFile | undefined, { name = given?.contract.model }: PrepareOptions): string {
  if (name === undefined) {
    throw new PredictqlError('INPUT_INVALID', {
      subject: 'The name of the model',
      expected: 'be given, unless a contract file has it',
      remedy: 'Add --name.',
    });
  }
  assertModelName(name);
  return name;
}

async function proveFitting(
  guarded: GuardedProcess,
  contractFile: ContractFile,
  inspection: Inspection,
  { contract, samples }: PrepareOptions,
  file: string,
): Promise<Proposal> {
  assertFits(contractFile, inspection, `The contract file ${shown(contract)}`);
  return { contractFile, proof: await proveGiven(guarded, contractFile, inspection, { file, samples }) };
}

async function givenContract(path: string, { name, title }: PrepareOptions): Promise<ContractFile> {
  const file = await readContractFile(path);
  const { model } = file.contract;
  if (name !== undefined && name !== model) {
    throw new PredictqlError('INPUT_INVALID', {
      subject: `The contract file ${shown(path)}`,
      expected: `be that of ${shown(name)}`,
      received: shown(model),
      remedy: 'Leave --name out, or correct contract.model in the file.',
    });
  }
  return title === undefined ? file : { ...file, contract: { ...file.contract, title } };
}
