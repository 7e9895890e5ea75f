import type { Registry } from 'prom-client';
import { counts, joined, type Snapshot } from './snapshot';

/** A worker that is stuck does not answer; the others' numbers shall not wait for it for long. */
const patienceMs = 1000;

/** A worker process that counts. */
export interface CountingWorker {
  /** Has it send its numbers, which {@link CrewMetrics.take} gets. */
  measure(): void;
}

/**
 * The numbers of all workers together. Those of a worker that has ended stay in the sum, so that counts
 * never go down; of one that ended without a last word, those that it sent last.
 */
export class CrewMetrics<Worker extends CountingWorker> {
  /** What each worker sent last; undefined of one that has sent nothing. */
  readonly #latest = new Map<Worker, Snapshot | undefined>();
  /** The counts of all that have ended. */
  #departed: Promise<Snapshot> = Promise.resolve([]);
  #gathering: Promise<string> | undefined;
  /** Workers that have been asked and did not answer yet. */
  #awaited = new Set<Worker>();
  #whenAll = () => {};

  /** @param own - numbers of the supervisor itself */
  constructor(private readonly own: Registry) {}

  add(worker: Worker): void {
    this.#latest.set(worker, undefined);
  }

  /** Takes what a worker sent. */
  take(worker: Worker, snapshot: Snapshot): void {
    if (!this.#latest.has(worker)) return;
    this.#latest.set(worker, snapshot);
    this.#settle(worker);
  }

  /** A worker has ended. */
  remove(worker: Worker): void {
    const last = this.#latest.get(worker);
    this.#latest.delete(worker);
    this.#settle(worker);
    if (last === undefined) return;
    // One after the other: two that end at once are both added.
    this.#departed = this.#departed.then((before) => joined([before, counts(last)]).getMetricsAsJSON());
  }

  /** Asks all workers, and tells their numbers in the text format of Prometheus. */
  text(): Promise<string> {
    this.#gathering ??= this.#gather().finally(() => {
      this.#gathering = undefined;
    });
    return this.#gathering;
  }

  async #gather(): Promise<string> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patienceMs);
      this.#whenAll = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#awaited = new Set(this.#latest.keys());
      if (this.#awaited.size === 0) this.#whenAll();
      for (const worker of this.#awaited) worker.measure();
    });
    const own = await this.own.getMetricsAsJSON();
    // Read together: no worker may be in both or in neither.
    const [departed, latest] = [this.#departed, [...this.#latest.values()]];
    const sent = latest.filter((snapshot) => snapshot !== undefined);
    return joined([own, await departed, ...sent]).metrics();
  }

  #settle(worker: Worker): void {
    if (this.#awaited.delete(worker) && this.#awaited.size === 0) this.#whenAll();
  }
}
