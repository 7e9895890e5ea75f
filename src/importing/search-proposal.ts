import { assertBinding, type Row, sealContract } from '../contract';
import type { ContractFile } from './contract-file';
import { fittingAxis, rowsFor } from './golden-rows';
import type { GuardedProcess } from './guarded-process';
import { batchOf } from './proposal/batch';
import { type ProposalSettings, proposeContract } from './proposal/propose';
import type { Inspection } from './protocol';
import { assertSamples, type Proof, prove } from './prove';
import { type SampleStyle, sampleRows, sampleStyles } from './sample-rows';

export interface Proposal {
  readonly contractFile: ContractFile;
  readonly proof: Proof;
}

/** Rows that someone gave, read once it is known what the columns of their file are. */
export type SampleSource = (contractFile: ContractFile) => Promise<readonly Row[]>;

export interface SampleOptions {
  /** The name of the model file, for messages. */
  readonly file: string;
  /** Rows to run instead of made ones. */
  readonly samples?: SampleSource | undefined;
}

/** Decides the sample rows; the same for every import. */
const seed = 1;

/** Lengths to try where a list tells the length of an axis, likely ones first: those of short texts. */
const textAxes = [5, 8, 1, 2, 3, 4, 16, 28, 32, 64, 224];

/** The same where several axes are open, for which the contract has to name one: the sides of pictures. */
const pictureAxes = [224, 256, 32, 28, 64, 16, 8, 5, 4, 3, 2, 1];

/** How many lengths are tried again once no length of the most lifelike rows is answered. */
const tameAxes = 3;

/**
 * Proposes a contract and proves it by running sample rows: tries tamer rows and other lengths where the
 * model does not answer, one row a run where rows change each other's answers, and tensors where what looks
 * like a classifier is none.
 *
 * @returns the first proposal when none is proved, with the reason
 * @throws PredictqlError as {@link prove}; `INPUT_INVALID` when the given rows do not fit the proposal
 */
export async function searchProposal(
  guarded: GuardedProcess,
  inspection: Inspection,
  { name, title, file, samples }: SampleOptions & Pick<ProposalSettings, 'name' | 'title'>,
): Promise<Proposal> {
  let settings: Omit<ProposalSettings, 'openAxis'> = {
    name,
    title,
    batch: batchOf(inspection),
    asTensors: false,
  };
  let first: Proposal | undefined;
  const attempt = async (
    changes: Partial<ProposalSettings>,
    { style, openAxis }: Attempt,
  ): Promise<Proposal> => {
    const contractFile = sealed(proposeContract(inspection, { ...settings, openAxis, ...changes }));
    const rows = samples
      ? assertSamples(contractFile, await samples(contractFile))
      : rowsOf(contractFile, inspection, { style, openAxis }, file);
    const proposal = { contractFile, proof: await prove(guarded, contractFile, rows, file) };
    first ??= proposal;
    return proposal;
  };
  for (const one of attempts(inspection)) {
    let proposal = await attempt({}, one);
    if (proposal.proof.kind === 'together' && settings.batch === 'dynamic') {
      settings = { ...settings, batch: 'one' };
      proposal = await attempt({}, one);
    }
    for (const asTensors of [true, 'open'] as const) {
      const { proof, contractFile } = proposal;
      if (proof.kind === 'proved' || proof.kind === 'together') break;
      if (asTensors === true && contractFile.contract.target.task === 'tensors') continue;
      const plain = await attempt({ asTensors }, one);
      if (plain.proof.kind === 'proved') proposal = plain;
    }
    if (proposal.proof.kind !== 'unanswered') return proposal;
  }
  return first as Proposal;
}

interface Attempt {
  readonly style: SampleStyle;
  readonly openAxis: number;
}

function attempts({ inputs }: Inspection): Attempt[] {
  // The first axis may be that of the rows.
  const open = inputs.map(
    ({ shape }) => (shape ?? ['']).slice(1).filter((axis) => typeof axis === 'string').length,
  );
  const isOpen = inputs.some(({ shape }) => shape?.some((axis) => typeof axis === 'string') ?? true);
  const axes = Math.max(...open) > 1 ? pictureAxes : isOpen ? textAxes : textAxes.slice(0, 1);
  const [lifelike, ...tame] = sampleStyles;
  return [
    ...axes.map((openAxis) => ({ style: lifelike, openAxis })),
    ...tame.flatMap((style) => axes.slice(0, tameAxes).map((openAxis) => ({ style, openAxis }))),
  ];
}

function sealed({ contract, binding }: ContractFile): ContractFile {
  const frozen = sealContract(contract);
  assertBinding(frozen, binding);
  return { contract: frozen, binding };
}

/** Made rows under a contract, of values that the encoders of the model know. */
function rowsOf(
  { contract, binding }: ContractFile,
  { vocabularies }: Pick<Inspection, 'vocabularies'>,
  { style, openAxis: wanted }: Attempt,
  file: string,
): Row[] {
  const openAxis = fittingAxis(contract, wanted, file);
  const known = new Map(
    binding.inputs.flatMap(({ input, features }) =>
      features.flatMap((feature, column) => {
        const found = vocabularies.find((one) => one.input === input && one.column === column);
        return found === undefined ? [] : [[feature, found.values] as const];
      }),
    ),
  );
  return sampleRows(contract, { rows: rowsFor(contract, openAxis), style, openAxis, known, seed });
}

/**
 * Proves a contract that someone wrote, with made rows unless some are given.
 *
 * @throws PredictqlError as {@link prove}
 */
export async function proveGiven(
  guarded: GuardedProcess,
  contractFile: ContractFile,
  inspection: Inspection,
  { file, samples }: SampleOptions,
): Promise<Proof> {
  if (samples !== undefined) {
    return prove(guarded, contractFile, assertSamples(contractFile, await samples(contractFile)), file);
  }
  let first: Proof | undefined;
  for (const { style, openAxis } of attempts(inspection)) {
    const proof = await prove(
      guarded,
      contractFile,
      rowsOf(contractFile, inspection, { style, openAxis }, file),
      file,
    );
    if (proof.kind !== 'unanswered') return proof;
    first ??= proof;
  }
  return first as Proof;
}
