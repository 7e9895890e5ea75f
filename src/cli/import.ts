import { sourceOf } from '../data';
import {
  assertNoContractFile,
  type PreparedImport,
  prepareImport,
  publishImport,
  type SampleSource,
  writeContractFile,
} from '../importing';
import { openRegistry, type Registry, readSigningKey, type SigningKey } from '../registry';
import { createContractCheck } from '../resolvers';
import { answerOf, featureTable } from './feature-table';
import { firstAlias, promoteFirst } from './promote-first';
import { readRows } from './read-rows';
import { sampleQuery } from './sample-query';
import type { Terminal } from './terminal';

export interface ImportCommandOptions {
  readonly registry: string;
  readonly name?: string;
  readonly title?: string;
  /** Path of an edited contract file; one is proposed and written when left out. */
  readonly contract?: string;
  /** Write the contract file and stop there. */
  readonly propose?: boolean;
  /** Replace a contract file that is there. */
  readonly force?: boolean;
  /** File of rows to prove the model with; made when left out. */
  readonly samples?: string;
  readonly maxBytes?: number;
  /** Seconds. */
  readonly timeout?: number;
  /** File of the private key to sign the new version with. */
  readonly sign?: string;
}

/** `predictql import`: adds a model that was trained elsewhere to the registry. */
export async function importCommand(
  path: string,
  options: ImportCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const { name, contract: given, propose = false, force = false } = options;
  if (given === undefined && name !== undefined && !force) assertNoContractFile(contractFileOf(name));
  const target = propose ? undefined : await openTarget(options);
  const prepared = await prepare(path, options, terminal);
  const { contractFile } = prepared;
  const { contract } = contractFile;
  createContractCheck()(contract);
  const file = given ?? contractFileOf(contract.model);
  if (given === undefined) {
    await writeContractFile(file, contractFile, { replace: force });
    terminal.text(`${file} written: ${featureCount(prepared)}, predicts ${answerOf(contract.target)}`);
  }
  if (target === undefined) tellProposal(path, file, prepared, terminal);
  else await publish(target, file, prepared, terminal);
}

function tellProposal(
  path: string,
  file: string,
  { contractFile: { contract }, proof, inspection: { cut } }: PreparedImport,
  terminal: Terminal,
): void {
  terminal.text(
    [
      '',
      featureTable(contract, terminal.columns),
      '',
      ...cut.map((part) => `left out: ${part}`),
      ...(proof.kind === 'proved' ? [] : [`To correct: ${proof.error.message}`]),
      `Edit it, then: predictql import ${path} --contract ${file}`,
    ].join('\n'),
  );
  terminal.data({ contractFile: file, proved: proof.kind === 'proved', cut });
}

async function publish(
  { registry, signingKey }: Target,
  file: string,
  prepared: PreparedImport,
  terminal: Terminal,
): Promise<void> {
  const { contractFile, proof, inspection, source } = prepared;
  if (proof.kind !== 'proved') throw proof.error;
  const { contract } = contractFile;
  const { model, major } = contract;
  registry.assertSignable(model, major, signingKey);
  await registry.assertWritable();
  const options = signingKey && { signingKey };
  const { version, added } = await publishImport(registry, prepared, proof.golden, options);
  const promoted = await promoteFirst(registry, model, major, version);
  const production = await registry.resolve(model, major, firstAlias);
  const { cut } = inspection;
  const goldenRows = proof.golden.rows.length;
  const query = sampleQuery(contract, proof.golden.rows[0]);
  terminal.text(
    [
      added
        ? `${model}@${version} added to the registry from ${source.file}`
        : `${model}@${version} already holds this very model; nothing added`,
      `${firstAlias} ${promoted ? 'now points' : production === version ? 'points' : 'still points'} at ${production}`,
      ...cut.map((part) => `left out: ${part}`),
      `${goldenRows} sample row${goldenRows === 1 ? '' : 's'} answered and kept as golden rows`,
      '',
      featureTable(contract, terminal.columns),
      '',
      'Serve it with predictql serve, and ask:',
      query,
    ].join('\n'),
  );
  terminal.data({ model, version, added, promoted, production, contractFile: file, cut, goldenRows, query });
}

function contractFileOf(name: string): string {
  return `${name}.contract.json`;
}

interface Target {
  readonly registry: Registry;
  readonly signingKey?: SigningKey;
}

/** What can fail about the place of the result fails before the work. */
async function openTarget({ registry: location, sign }: ImportCommandOptions): Promise<Target> {
  const registry = await openRegistry(location);
  return { registry, ...(sign !== undefined && { signingKey: await readSigningKey(sign) }) };
}

async function prepare(
  path: string,
  { name, title, contract, samples, maxBytes, timeout }: ImportCommandOptions,
  terminal: Terminal,
): Promise<PreparedImport> {
  const progress = terminal.progress();
  try {
    return await prepareImport(path, {
      name,
      title,
      contract,
      samples: samples === undefined ? undefined : samplesFrom(samples),
      maxBytes,
      timeoutMs: timeout === undefined ? undefined : timeout * 1000,
      progress: (stage, fraction) => progress.update(stage, fraction),
    });
  } finally {
    progress.finish();
  }
}

function samplesFrom(path: string): SampleSource {
  return ({ contract }) => readRows(sourceOf(path), contract);
}

function featureCount({ contractFile }: PreparedImport): string {
  const { length } = contractFile.contract.features;
  return `${length} feature${length === 1 ? '' : 's'}`;
}
