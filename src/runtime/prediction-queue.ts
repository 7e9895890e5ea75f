import { type Manifest, type Prediction, PredictqlError, type Row } from '../contract';
import type { BatchRows } from './batch-rows';
import { slicePrediction } from './prediction-rows';
import { type PredictCall, QueuedRequest } from './queued-request';
import { abandoned, overloaded, timedOut } from './refusals';
import type { RunCost } from './run-cost';
import type { Runner } from './runner';
import type { RuntimeOptions } from './runtime-options';
import { WaitingRequests } from './waiting-requests';

/** More rows in a batch are hardly faster per row (measured), and the first one waits for the last. */
const mostBatchRows = 64;

/** The share of the time for a prediction that a small request may wait; a large one may for all of it. */
const smallWaitShare = 0.1;

/**
 * The requests of one version, answered one run after the other.
 *
 * Small requests that wait when a run begins are joined into one batch; larger ones run in chunks, in
 * turns with the batches, so that neither starves the other. Between two runs the event loop goes round.
 *
 * What batching changes in an answer: for another number of rows ONNX Runtime may add the terms of a sum in
 * another order, so that a float32 result can differ in its last bits, as it can between machines. Nothing
 * else does: requests whose joint run fails run again one by one, so that only those fail that fail alone.
 */
export class PredictionQueue {
  readonly #waiting = new WaitingRequests((request) => this.#isDropped(request));
  /** Whether a run is under way or about to begin. */
  #isBusy = false;

  constructor(
    private readonly manifest: Manifest,
    private readonly runner: Runner,
    private readonly cost: RunCost,
    private readonly options: RuntimeOptions,
  ) {}

  /**
   * The predictions of rows, once it is their turn.
   *
   * @param rows - they satisfy the contract
   * @throws PredictqlError `OVERLOADED` when there is no room, `PREDICTION_TIMEOUT` when there was no time,
   *   `REQUEST_ABANDONED`, `PREDICTION_FAILED`
   */
  async predict(rows: BatchRows, call: PredictCall = {}): Promise<Prediction> {
    const isSmall = rows.length <= this.#batchRows;
    const { events, workload } = this.options;
    if (!this.#hasRoom(rows.length, isSmall)) {
      events.emit('rejected', this.#eventOf(rows));
      throw overloaded(this.manifest, this.#waitingRows);
    }
    // A model that has a thread of its own gives the main thread nothing to do.
    const workMs = this.runner.isLocal ? rows.length * this.cost.rowMs : 0;
    workload.add(workMs);
    try {
      return await new Promise((resolve, reject) => {
        const request = new QueuedRequest(rows, call, resolve, reject);
        if (isSmall) this.#waiting.addSmall(request);
        else this.#waiting.addLarge(request);
        this.#schedule();
      });
    } finally {
      workload.add(-workMs);
    }
  }

  /** Frees the model. What waits or comes later fails. */
  close(): Promise<void> {
    return this.runner.close();
  }

  get #waitingRows(): number {
    return this.#waiting.smallRows + this.#waiting.largeRows;
  }

  get #batchRows(): number {
    return Math.min(mostBatchRows, this.cost.chunkRows);
  }

  #hasRoom(rows: number, isSmall: boolean): boolean {
    // However many rows it has, a request that waits for nothing is welcome.
    if (this.#waiting.isEmpty) return true;
    if (this.#waitingRows + rows > this.options.maxQueuedRows) return false;
    const { predictTimeoutMs } = this.options;
    const { rowMs } = this.cost;
    return isSmall
      ? this.#waiting.smallRows * rowMs <= predictTimeoutMs * smallWaitShare
      : this.#waitingRows * rowMs <= predictTimeoutMs;
  }

  #schedule(): void {
    if (this.#isBusy || this.#waiting.isEmpty) return;
    this.#isBusy = true;
    setImmediate(() => void this.#turn());
  }

  async #turn(): Promise<void> {
    const { small, large } = this.#waiting.next(this.#batchRows);
    if (large !== undefined) await this.#runChunk(large);
    else if (this.options.batching) await this.#runBatch(small);
    else await Promise.all(small.map((request) => this.#runBatch([request])));
    this.#isBusy = false;
    this.#schedule();
  }

  async #runBatch(requests: readonly QueuedRequest[]): Promise<void> {
    // All that waited may have been dropped.
    if (requests.length === 0) return;
    const rows =
      requests.length === 1 ? requests[0].rows : requests.flatMap(({ rows }) => rows as readonly Row[]);
    try {
      const prediction = await this.#run(rows, requests);
      if (requests.length === 1) {
        requests[0].take(prediction, rows.length);
        return;
      }
      let start = 0;
      for (const request of requests) {
        const end = start + request.rows.length;
        request.take(slicePrediction(prediction, start, end), end - start);
        start = end;
      }
    } catch (error) {
      if (requests.length > 1 && !isTimeout(error)) this.#waiting.putBack(requests);
      else for (const request of requests) this.#fail(request, error);
    }
  }

  async #runChunk(request: QueuedRequest): Promise<void> {
    const rows = request.nextRows(this.cost.chunkRows);
    try {
      request.take(await this.#run(rows, request.isBegun ? [] : [request]), rows.length);
      this.#waiting.done(rows.length);
    } catch (error) {
      this.#waiting.giveUp();
      this.#fail(request, error);
    }
  }

  /** @param begun - the requests that waited for this run */
  async #run(rows: BatchRows, begun: readonly QueuedRequest[]): Promise<Prediction> {
    const queueMs = begun.map((request) => request.begin());
    const { prediction, runMs } = await this.runner.run(rows);
    this.cost.add(rows.length, runMs);
    this.options.events.emit('ran', { ...this.#eventOf(rows), queueMs, runMs });
    return prediction;
  }

  #isDropped(request: QueuedRequest): boolean {
    if (request.isAbandoned) {
      this.options.events.emit('abandoned', this.#eventOf(request.rows));
      request.reject(abandoned(this.manifest));
      return true;
    }
    if (!request.isLate(this.options.predictTimeoutMs)) return false;
    this.#timeOut(request);
    return true;
  }

  #fail(request: QueuedRequest, error: unknown): void {
    if (isTimeout(error)) this.#timeOut(request);
    else request.reject(error);
  }

  #timeOut(request: QueuedRequest): void {
    this.options.events.emit('timedOut', this.#eventOf(request.rows));
    request.reject(timedOut(this.manifest, request.rows.length, request.waitedMs));
  }

  #eventOf({ length }: BatchRows) {
    const { model, version } = this.manifest;
    return { model, version, rows: length };
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof PredictqlError && error.code === 'PREDICTION_TIMEOUT';
}
