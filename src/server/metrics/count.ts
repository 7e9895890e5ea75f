import { Counter, type Registry } from 'prom-client';

/** A number that only grows. */
export class Count {
  #value = 0;

  get value(): number {
    return this.#value;
  }

  add(more = 1): void {
    this.#value += more;
  }
}

export interface CountOptions<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly Label[];
}

/**
 * Adds a counter to a registry. To count is to add numbers: the labels are looked at when somebody reads.
 *
 * @returns makes the count of one set of labels; once for each
 */
export function addCounter<Label extends string>(
  registry: Registry,
  options: CountOptions<Label>,
): (labels: Readonly<Record<Label, string>>) => Count {
  const series: { readonly labels: Readonly<Record<Label, string>>; readonly count: Count }[] = [];
  new Counter({
    ...options,
    registers: [registry],
    collect() {
      this.reset();
      for (const { labels, count } of series) this.inc(labels, count.value);
    },
  });
  return (labels) => {
    const count = new Count();
    series.push({ labels, count });
    return count;
  };
}
