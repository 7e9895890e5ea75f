import { sourceOf } from '../data';
import type { SampleSource } from '../importing';
import { type PreparedImport, prepareImport, publishImport, writeContractFile } from '../importing';
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
  const { contract: given, propose = false, force = false } = options;
  const target = propose ? undefined : await openTarget(options);
  const prepared = await prepare(path, options, terminal);
  const { contractFile, proof, inspection, source } = prepared;
  const { contract } = contractFile;
  createContractCheck()(contract);
  const file = given ?? `${contract.model}.contract.json`;
  if (given === undefined) {
    await writeContractFile(file, contractFile, { replace: force });
    terminal.text(`${file} written: ${featureCount(prepared)}, predicts ${answerOf(contract.target)}`);
  }
  if (target === undefined) {
    terminal.text(`\n${featureTable(contract, terminal.columns)}`);
    for (const cut of inspection.cut) terminal.text(`left out: ${cut}`);
    if (proof.kind !== 'proved') terminal.text(`To correct: ${proof.error.message}`);
    terminal.text(`\nEdit it, then: predictql import ${path} --contract ${file}`);
    terminal.data({ contractFile: file, proved: proof.kind === 'proved', cut: inspection.cut });
    return;
  }
  if (proof.kind !== 'proved') throw proof.error;
  const { registry, signingKey } = target;
  registry.assertSignable(contract.model, contract.major, signingKey);
  await registry.assertWritable();
  const { version, added } = await publishImport(registry, prepared, proof.golden, {
    ...(signingKey && { signingKey }),
  });
  const promoted = await promoteFirst(registry, contract.model, contract.major, version);
  const production = await registry.resolve(contract.model, contract.major, firstAlias);
  const query = sampleQuery(contract, proof.golden.rows[0]);
  terminal.text(
    [
      added
        ? `${contract.model}@${version} added to the registry from ${source.file}`
        : `${contract.model}@${version} already holds this very model; nothing added`,
      `${firstAlias} ${promoted ? 'now points' : production === version ? 'points' : 'still points'} at ${production}`,
      ...inspection.cut.map((cut) => `left out: ${cut}`),
      `${proof.golden.rows.length} sample rows answered and kept as golden rows`,
      '',
      featureTable(contract, terminal.columns),
      '',
      'Serve it with predictql serve, and ask:',
      query,
    ].join('\n'),
  );
  terminal.data({
    model: contract.model,
    version,
    added,
    promoted,
    production,
    contractFile: file,
    cut: inspection.cut,
    goldenRows: proof.golden.rows.length,
    query,
  });
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
