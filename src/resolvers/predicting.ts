import {
  type Columns,
  type ColumnsCheck,
  type Contract,
  compileColumnsCheck,
  compileRowCheck,
  type Manifest,
  type Prediction,
  type Row,
  type RowCheck,
  type Violation,
} from '../contract';
import { type Predictor, rowsInvalid } from '../runtime';
import type { RequestContext } from './context';
import { RefusalExplainer } from './explain-refusal';
import { mostRowsOf, type RowsArgument, rowCountViolation } from './row-count';

/** What one version answered. */
export interface Answer {
  readonly manifest: Manifest;
  readonly prediction: Prediction;
}

/** A row's place in the prediction of an answer, or what is wrong with it. */
export type RowOutcome =
  | { readonly isValid: true; readonly at: number }
  | { readonly isValid: false; readonly violations: readonly Violation[] };

/** The answer to the rows that keep the contract, and what became of each row, in order. */
export interface PartialAnswer {
  /** Undefined when no row keeps the contract. */
  readonly answer: Answer | undefined;
  readonly outcomes: readonly RowOutcome[];
}

/** Answers the predict queries of one contract, the newest of its major. */
export class Predicting {
  readonly #check: RowCheck;
  readonly #columnsCheck: ColumnsCheck;
  readonly #refusals: RefusalExplainer;

  constructor(private readonly contract: Contract) {
    this.#check = compileRowCheck(contract);
    this.#columnsCheck = compileColumnsCheck(contract);
    this.#refusals = new RefusalExplainer(contract);
  }

  /** @throws PredictqlError `ROWS_INVALID` with every violation, and as `Predictor.predict` */
  async rows(rows: readonly Row[], version: string, context: RequestContext): Promise<Answer> {
    const started = performance.now();
    const count = countViolation(rows.length, 'inputs', context);
    if (count !== undefined) throw this.#refused([count, ...this.#check.violations(rows, ['inputs'])]);
    const predictor = await this.#predictor(version, context);
    const prediction = await predictor.predict(rows, context.call).catch((error: unknown) => {
      throw this.#refusals.explained(error, predictor, rows);
    });
    return noted(context, { manifest: predictor.manifest, prediction }, rows.length, started);
  }

  /** @throws PredictqlError `ROWS_INVALID` with every violation, and as `Predictor.predict` */
  async columns(columns: Columns, version: string, context: RequestContext): Promise<Answer> {
    const started = performance.now();
    const rows = this.#columnsCheck.rowsOf(columns);
    const count = countViolation(rows, 'columns', context);
    if (count !== undefined) throw this.#refused([count]);
    const predictor = await this.#predictor(version, context);
    const prediction = await predictor.predictColumns(columns, context.call);
    return noted(context, { manifest: predictor.manifest, prediction }, rows, started);
  }

  /** @throws PredictqlError `ROWS_INVALID` when there are too many rows or none, and as `Predictor.predict` */
  async outcomes(rows: readonly Row[], version: string, context: RequestContext): Promise<PartialAnswer> {
    const started = performance.now();
    const count = countViolation(rows.length, 'inputs', context);
    if (count !== undefined) throw this.#refused([count]);
    const predictor = await this.#predictor(version, context);
    const broken = this.#refusals.violations(predictor, rows);
    const fine = broken.size === 0 ? rows : rows.filter((_, row) => !broken.has(row));
    let at = 0;
    const outcomes = rows.map((_, row): RowOutcome => {
      const violations = broken.get(row);
      return violations === undefined ? { isValid: true, at: at++ } : { isValid: false, violations };
    });
    if (fine.length === 0) return { answer: undefined, outcomes };
    const prediction = await predictor.predict(fine, context.call);
    const answer = { manifest: predictor.manifest, prediction };
    return { answer: noted(context, answer, fine.length, started), outcomes };
  }

  #predictor(version: string, { catalog }: RequestContext): Promise<Predictor> {
    return catalog.predictor(catalog.manifest(this.contract.model, version, this.contract.major));
  }

  #refused(violations: readonly Violation[]) {
    return rowsInvalid(`${this.contract.model} v${this.contract.major}`, violations);
  }
}

/** Aliases may ask several times in one request: the limit is on all rows together. */
function countViolation(
  rows: number,
  argument: RowsArgument,
  { rowCount, maxRows }: RequestContext,
): Violation | undefined {
  return rowCountViolation(rows === 0 ? 0 : rowCount.add(rows), mostRowsOf(argument, maxRows), argument);
}

function noted(context: RequestContext, answer: Answer, rows: number, started: number): Answer {
  const { model, version } = answer.manifest;
  context.predictions.push({ model, version, rows, durationMs: performance.now() - started });
  return answer;
}
