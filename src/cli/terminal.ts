import { createProgress, type Progress } from './progress';

/** Where a command talks: results to stdout, all else to stderr. */
export interface Terminal {
  readonly json: boolean;
  /** How many characters a line of text may have; infinite where lines are not for a screen. */
  readonly columns: number;
  /** A result, or a part of it, for people; nothing with `--json`. */
  text(text: string): void;
  /** The whole result for programs, once; nothing without `--json`. */
  data(data: unknown): void;
  /** A result that has its final form already. */
  raw(text: string): void;
  progress(): Progress;
}

/** The terminal of this process. */
export function processTerminal({ json = false }: { readonly json?: boolean }): Terminal {
  const { stdout, stderr } = process;
  return {
    json,
    columns: stdout.columns || Number.POSITIVE_INFINITY,
    text(text) {
      if (!json) stdout.write(`${text}\n`);
    },
    data(data) {
      if (json) stdout.write(`${JSON.stringify(data, undefined, 2)}\n`);
    },
    raw(text) {
      stdout.write(text);
    },
    progress: () => createProgress(stderr, { silent: json }),
  };
}
