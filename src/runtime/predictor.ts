import {
  type Columns,
  type ColumnsCheck,
  type ColumnsEncoder,
  compileColumnsCheck,
  compileColumnsEncoder,
  compileRowCheck,
  type Manifest,
  mostViolations,
  type Prediction,
  PredictqlError,
  type Row,
  type RowCheck,
  rowsOfColumns,
  type Violation,
} from '../contract';
import type { Registry } from '../registry';
import { type BatchRows, encodedRows } from './batch-rows';
import { CachedPredictions } from './cached-predictions';
import { assertSound } from './prediction-check';
import { PredictionQueue } from './prediction-queue';
import type { PredictCall } from './queued-request';
import { RunCost } from './run-cost';
import { type RuntimeOptions, runtimeOptions } from './runtime-options';
import { type StartedRunner, startRunner } from './start-runner';
import type { WarmUpFigures } from './warm-up';

/** What may be said of a request besides its rows. */
export interface PredictOptions extends PredictCall {
  /** Path of the rows in the request, for violations. */
  readonly at?: readonly (string | number)[];
}

/** One version of a model that has proved itself and answers rows. */
export class Predictor {
  /** What its first runs took. */
  readonly figures: WarmUpFigures;
  /** Whether its runs keep the main thread busy; a slow model has a thread of its own. */
  readonly isLocal: boolean;
  readonly #check: RowCheck;
  readonly #columnsCheck: ColumnsCheck;
  /** Undefined when the model takes its features otherwise than as one matrix. */
  readonly #encodeColumns: ColumnsEncoder | undefined;
  readonly #queue: PredictionQueue;
  readonly #cached: CachedPredictions | undefined;

  private constructor(
    readonly manifest: Manifest,
    { runner, figures }: StartedRunner,
    options: RuntimeOptions,
  ) {
    this.figures = figures;
    this.isLocal = runner.isLocal;
    const { contract, binding } = manifest;
    this.#check = compileRowCheck(contract);
    this.#columnsCheck = compileColumnsCheck(contract);
    this.#encodeColumns = binding.kind === 'matrix' ? compileColumnsEncoder(contract) : undefined;
    this.#queue = new PredictionQueue(manifest, runner, new RunCost(figures.batchRowMs), options);
    const { cache, events } = options;
    this.#cached = cache && new CachedPredictions(manifest, cache, events);
  }

  /**
   * Loads a version from the registry, lets it answer its golden rows and warms it up.
   *
   * @throws PredictqlError `ARTIFACT_CORRUPT`, `MODEL_UNLOADABLE`, `GOLDEN_MISMATCH`, `PREDICTION_FAILED`
   */
  static async load(
    registry: Registry,
    manifest: Manifest,
    options: RuntimeOptions = runtimeOptions(),
  ): Promise<Predictor> {
    const [artifact, golden] = await Promise.all([registry.artifact(manifest), registry.golden(manifest)]);
    return new Predictor(manifest, await startRunner(manifest, artifact, golden, options), options);
  }

  /** Name and version: `house-price@1.3.0`. */
  get name(): string {
    return `${this.manifest.model}@${this.manifest.version}`;
  }

  /**
   * The prediction for each row, in order.
   *
   * @throws PredictqlError `ROWS_INVALID` with every violation, `PREDICTION_FAILED`, `OVERLOADED`,
   *   `PREDICTION_TIMEOUT`, `REQUEST_ABANDONED`
   */
  async predict(
    rows: readonly Row[],
    { at = ['inputs'], ...call }: PredictOptions = {},
  ): Promise<Prediction> {
    if (!this.#check.accepts(rows)) throw rowsInvalid(this.name, this.#check.violations(rows, at));
    const predict = (some: readonly Row[]) => this.#answer(some, call);
    return this.#cached === undefined ? predict(rows) : this.#cached.predict(rows, predict);
  }

  /**
   * The prediction for each row of columns, in order.
   *
   * @throws PredictqlError as {@link predict}
   */
  async predictColumns(
    columns: Columns,
    { at = ['columns'], ...call }: PredictOptions = {},
  ): Promise<Prediction> {
    const rows = this.#columnsCheck.rowsOf(columns);
    const violations = this.#columnsCheck.violations(columns, at);
    if (violations.length > 0) throw rowsInvalid(this.name, violations);
    const batch = this.#encodeColumns
      ? encodedRows(this.#encodeColumns(columns, rows))
      : rowsOfColumns(columns, rows);
    return this.#answer(batch, call);
  }

  /** Whether a row keeps the contract. */
  accepts(row: Row): boolean {
    return this.#check.accepts([row]);
  }

  async #answer(rows: BatchRows, call: PredictCall): Promise<Prediction> {
    const prediction = await this.#queue.predict(rows, call);
    assertSound(this.name, this.manifest.contract.target, prediction);
    return prediction;
  }

  /** Frees the model. Predictions that are asked for from here on fail. */
  close(): Promise<void> {
    return this.#queue.close();
  }
}

/**
 * The error that carries all violations of a request.
 *
 * @param name - whose contract they break: `house-price@1.3.0`, `house-price v1`
 * @param violations - at least one
 */
export function rowsInvalid(name: string, violations: readonly Violation[]): PredictqlError {
  const [first] = violations;
  const count = violations.length;
  // The check stops there: the rest is not known.
  const atLeast = count >= mostViolations ? 'at least ' : '';
  return new PredictqlError(
    'ROWS_INVALID',
    {
      subject: `The inputs of ${name}`,
      expected: 'satisfy their contract',
      received: `${atLeast}${count} violation${count === 1 ? '' : 's'}`,
      remedy: `${count === 1 ? '' : 'First: '}${first.message}`,
    },
    { violations },
  );
}
