import type { Metrics } from './app-metrics';
import { createProcessRegistry } from './process-metrics';
import type { Snapshot } from './snapshot';

/**
 * The metrics of a process that serves together with others: it counts for itself, and asks the supervisor
 * for the numbers of all.
 */
export class MemberMetrics implements Metrics {
  readonly registry = createProcessRegistry();
  readonly #waiting = new Map<number, (text: string) => void>();
  #asked = 0;

  /** @param ask - asks the supervisor; its answer comes to {@link answer} with the same id */
  constructor(private readonly ask: (id: number) => void) {}

  text(): Promise<string> {
    const id = this.#asked++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.ask(id);
    });
  }

  answer(id: number, text: string): void {
    this.#waiting.get(id)?.(text);
    this.#waiting.delete(id);
  }

  /** What this process has counted so far. */
  snapshot(): Promise<Snapshot> {
    return this.registry.getMetricsAsJSON();
  }
}
