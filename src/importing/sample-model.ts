import {
  type Binding,
  type Contract,
  goldenExpectation,
  type Manifest,
  PredictqlError,
  type Row,
} from '../contract';
import { loadSession, type ModelSession } from '../runtime';
import type { SampleAnswer, SampleRequest } from './protocol';

/** Rows of a slow model are run one by one for so long; those that are left by then are left out. */
const patienceMs = 1500;

/** How far answers alone and together may be apart, as a share of their size: sums in another order. */
const tolerance = 1e-4;

/**
 * Runs rows through the code that serves them later, each alone and all together. To be run in a
 * {@link GuardedProcess}.
 *
 * @param artifact - the model, already inspected
 * @throws PredictqlError `MODEL_UNLOADABLE`
 */
export async function sampleModel(
  artifact: Uint8Array,
  { contract, binding, rows }: SampleRequest,
): Promise<SampleAnswer> {
  const session = await loadSession(unpublished(contract, binding), artifact);
  try {
    const alone = await eachAlone(session, contract, rows);
    const answered = [...alone.answers.keys()];
    const failure = alone.failure && { failure: alone.failure };
    if (answered.length === 0) return { answered, ...failure, rowsAgree: true };
    const given = answered.map((index) => rows[index]);
    const expected = await together(session, contract, given);
    if ('failure' in expected) return { answered, failure: expected.failure, rowsAgree: false };
    const rowsAgree = answered.every((index, at) =>
      isAlike(rowOf(expected.answer, at), rowOf(alone.answers.get(index)!, 0)),
    );
    return { answered, expected: expected.answer, ...failure, rowsAgree };
  } finally {
    await session.release();
  }
}

type Expected = NonNullable<SampleAnswer['expected']>;
type Attempt = { readonly answer: Expected } | { readonly failure: NonNullable<SampleAnswer['failure']> };

async function eachAlone(session: ModelSession, contract: Contract, rows: readonly Row[]) {
  const answers = new Map<number, Expected>();
  let failure: SampleAnswer['failure'];
  const until = performance.now() + patienceMs;
  for (const [index, row] of rows.entries()) {
    const attempt = await together(session, contract, [row]);
    if ('answer' in attempt) answers.set(index, attempt.answer);
    else failure ??= attempt.failure;
    if (answers.size > 0 && performance.now() > until) break;
  }
  return { answers, failure };
}

async function together(session: ModelSession, contract: Contract, rows: readonly Row[]): Promise<Attempt> {
  try {
    return { answer: goldenExpectation(contract.target, await session.run(rows)) };
  } catch (error) {
    if (!(error instanceof PredictqlError)) throw error;
    return { failure: { code: error.code, parts: error.parts } };
  }
}

function rowOf(expected: Expected, row: number): unknown {
  switch (expected.task) {
    case 'regression':
      return expected.predictions[row];
    case 'classification':
      // Of two classes that are as likely as each other a rounding decides.
      return expected.probabilities[row];
    case 'tensors':
      return expected.rows[row];
    default:
      return expected satisfies never;
  }
}

function isAlike(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') {
    return Object.is(one, other) || Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one));
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other;
  const values = Object.values(one);
  const others = Object.values(other);
  return values.length === others.length && values.every((value, at) => isAlike(value, others[at]));
}

/** What the runtime wants to know of a version; this one has no number yet. */
function unpublished(contract: Contract, binding: Binding): Manifest {
  const none = '0'.repeat(64);
  return {
    formatVersion: 1,
    model: contract.model,
    version: `${contract.major}.0.0`,
    contract,
    binding,
    artifact: { sha256: none, bytes: 0, irVersion: 0, opsets: {} },
    golden: { sha256: none, rows: 0 },
    imported: { file: 'model.onnx', sha256: none, bytes: 0 },
    assessment: { metrics: [] },
    createdAt: new Date(0).toISOString(),
  };
}
