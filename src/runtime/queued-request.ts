import type { Prediction } from '../contract';
import { type BatchRows, isEncoded, sliceRows } from './batch-rows';
import { joinPredictions } from './prediction-rows';

/** What is known of the one who asks. */
export interface PredictCall {
  /** Says when nobody waits for the answer any more. */
  readonly signal?: Pick<AbortSignal, 'aborted'> | undefined;
  /** When the answer is of no use any more, by `performance.now()`. */
  readonly deadlineAt?: number | undefined;
  /** Told when all its rows are predicted. */
  readonly ran?: ((run: PredictRun) => void) | undefined;
}

/** How the rows of a call fared; all times by `performance.now()`. */
export interface PredictRun {
  readonly rows: number;
  readonly queuedAt: number;
  /** When the first of them began to run. */
  readonly begunAt: number;
  readonly doneAt: number;
}

/** The rows of one request on their way through the queue of a version. */
export class QueuedRequest {
  readonly #queuedAt = performance.now();
  #begunAt = 0;
  /** Whether its rows must not run together with those of others. */
  isAlone: boolean;
  readonly #parts: Prediction[] = [];
  #doneRows = 0;

  constructor(
    readonly rows: BatchRows,
    private readonly call: PredictCall,
    private readonly resolve: (prediction: Prediction) => void,
    readonly reject: (error: unknown) => void,
  ) {
    this.isAlone = isEncoded(rows);
  }

  get isBegun(): boolean {
    return this.#doneRows > 0;
  }

  /**
   * Its first rows are about to run.
   *
   * @returns how long it has waited for that
   */
  begin(): number {
    this.#begunAt = performance.now();
    return this.#begunAt - this.#queuedAt;
  }

  get leftRows(): number {
    return this.rows.length - this.#doneRows;
  }

  get isAbandoned(): boolean {
    return this.call.signal?.aborted === true;
  }

  get waitedMs(): number {
    return performance.now() - this.#queuedAt;
  }

  /** Whether it is past its own deadline, or has waited for longer than a prediction may take. */
  isLate(timeoutMs: number): boolean {
    const now = performance.now();
    const { deadlineAt = Number.POSITIVE_INFINITY } = this.call;
    return now > deadlineAt || now - this.#queuedAt > timeoutMs;
  }

  /** The next rows that have no prediction yet. */
  nextRows(most: number): BatchRows {
    const start = this.#doneRows;
    return start === 0 && this.rows.length <= most ? this.rows : sliceRows(this.rows, start, start + most);
  }

  /** Takes the prediction of its next rows, and answers when they were the last. */
  take(part: Prediction, rows: number): void {
    this.#parts.push(part);
    this.#doneRows += rows;
    if (this.leftRows > 0) return;
    this.call.ran?.({
      rows: this.#doneRows,
      queuedAt: this.#queuedAt,
      begunAt: this.#begunAt,
      doneAt: performance.now(),
    });
    this.resolve(joinPredictions(this.#parts));
  }
}
