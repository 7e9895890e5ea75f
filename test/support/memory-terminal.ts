import type { Terminal } from '../../src/cli/terminal';

/** A terminal that keeps what a command says. */
export interface MemoryTerminal extends Terminal {
  /** All texts and raw results, with a line end after each text. */
  readonly printed: () => string;
  /** The results for programs, in the order they came. */
  readonly results: unknown[];
}

export function memoryTerminal({ json = false, columns = Number.POSITIVE_INFINITY } = {}): MemoryTerminal {
  let printed = '';
  const results: unknown[] = [];
  return {
    json,
    columns,
    results,
    printed: () => printed,
    text(text) {
      printed += `${text}\n`;
    },
    raw(text) {
      printed += text;
    },
    data: (data) => void results.push(data),
    progress: () => ({ update() {}, finish() {} }),
  };
}
