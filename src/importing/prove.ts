import { compileRowCheck, errorMessage, type Golden, PredictqlError, type Row } from '../contract';
import { refusal } from '../onnx';
import type { ContractFile } from './contract-file';
import { goldenOf, isClassifier, mostGoldenRows } from './golden-rows';
import type { GuardedProcess } from './guarded-process';

/** What came of running sample rows: golden rows, or why there are none. */
export type Proof =
  | { readonly kind: 'proved'; readonly golden: Golden }
  /** `unanswered`: no row got an answer of finite numbers. `together`: rows change each other's answers. */
  | { readonly kind: 'unanswered' | 'together' | 'unclassified'; readonly error: PredictqlError };

/**
 * Lets the model answer rows under a contract.
 *
 * @param file - of the model, for messages
 * @throws PredictqlError `MODEL_REFUSED` when the process does not survive it; `MODEL_UNLOADABLE`
 */
export async function prove(
  guarded: GuardedProcess,
  contractFile: ContractFile,
  rows: readonly Row[],
  file: string,
): Promise<Proof> {
  const { contract, binding } = contractFile;
  const answer = await guarded.sample({ kind: 'sample', contract, binding, rows });
  if (answer.answered.length > 0 && !answer.rowsAgree)
    return { kind: 'together', error: disagreeing(file, contractFile) };
  const golden = goldenOf(rows, answer);
  if (golden === undefined) {
    const { failure } = answer;
    const reason = failure && new PredictqlError(failure.code, failure.parts);
    return { kind: 'unanswered', error: unanswering(file, reason) };
  }
  if (!isClassifier(contractFile, golden)) return { kind: 'unclassified', error: unclassified(file) };
  return { kind: 'proved', golden };
}

/**
 * Rows that someone gave, as many as may be kept.
 *
 * @throws PredictqlError `INPUT_INVALID` when there is none or they break the contract, with every violation
 */
export function assertSamples({ contract }: ContractFile, rows: readonly Row[]): readonly Row[] {
  const violations = compileRowCheck(contract).violations(rows, ['samples']);
  if (rows.length > 0 && violations.length === 0) return rows.slice(0, mostGoldenRows);
  throw new PredictqlError(
    'INPUT_INVALID',
    {
      subject: 'The sample rows',
      expected: 'satisfy the contract',
      received: rows.length === 0 ? 'no row' : `${violations.length} violations`,
      remedy: violations[0] && `First: ${violations[0].message}`,
    },
    { violations },
  );
}

function unanswering(file: string, reason: PredictqlError | undefined): PredictqlError {
  const parts = reason && { ...reason.parts, remedy: undefined };
  return refusal(
    {
      subject: file,
      expected: `answer a sample row${parts ? '' : ' with finite numbers'}`,
      received: parts ? `the error "${errorMessage(parts).slice(0, -1)}"` : 'numbers that are not finite',
      remedy: 'Give rows that it answers with --samples, or limits in the contract file.',
    },
    { cause: reason },
  );
}

function disagreeing(file: string, { binding: { batch } }: ContractFile): PredictqlError {
  return batch === 'dynamic'
    ? refusal({
        subject: file,
        expected: 'answer rows alike alone and together for batch dynamic',
        received: 'other answers',
        remedy: 'Set batch to one in the contract file.',
      })
    : refusal({
        subject: file,
        expected: 'answer the same row alike each time',
        received: 'other answers, as of random numbers',
        remedy: 'Export it for inference, without random operators.',
      });
}

function unclassified(file: string): PredictqlError {
  return refusal({
    subject: file,
    expected: 'answer with probabilities that sum to 1, the highest at the label, for a classification',
    received: 'others',
    remedy: 'Check the order of the classes in the contract file, or make tensors of the target.',
  });
}
