import { createProgress, type Progress } from './progress';

/** Where a command talks: results to stdout, all else to stderr. */
export interface Terminal {
  readonly json: boolean;
  /** A result: the object as JSON with `--json`, else the text. */
  result(text: string, data: unknown): void;
  /** Something people like to know and programs do not. */
  note(text: string): void;
  progress(): Progress;
}

/** The terminal of this process. */
export function processTerminal({ json }: { json: boolean }): Terminal {
  return {
    json,
    result: (text, data) => process.stdout.write(`${json ? JSON.stringify(data, undefined, 2) : text}\n`),
    note(text) {
      if (!json) process.stderr.write(`${text}\n`);
    },
    progress: () => createProgress(process.stderr, { silent: json }),
  };
}

/** Cells in columns, for people: texts to the left, numbers to the right. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const isNumeric = header.map((_, column) => rows.every((row) => typeof row[column] === 'number'));
  return cells
    .map((row) =>
      row
        .map((cell, column) =>
          isNumeric[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
