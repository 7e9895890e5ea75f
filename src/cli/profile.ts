import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { PredictqlError, shown, type TaskName } from '../contract';
import { discoverTable, findColumn } from '../data';
import { hasValues, profileReport, profileTable, type TableProfile, type Warning } from '../profile';
import { table } from './table';
import type { Terminal } from './terminal';

export interface ProfileCommandOptions {
  readonly target?: string;
  readonly task?: TaskName;
  /** The report; named after the data, in the working directory, when left out. */
  readonly out?: string;
  /** Whether the first row of a CSV file names its columns; found out when left out. */
  readonly header?: boolean;
}

/** `predictql profile`: what a table holds, as one page of HTML. */
export async function profileCommand(
  data: string,
  { target: wanted, task, out = `${basename(data)}.profile.html`, header }: ProfileCommandOptions,
  terminal: Terminal,
): Promise<void> {
  // Another ending may be that of the data, which must not be lost to a slip.
  if (!/\.html?$/i.test(out)) throw unwritable('end in .html', shown(out));
  const progress = terminal.progress();
  let profile: TableProfile;
  let target: string | undefined;
  try {
    progress.update(`reading ${data}`, 0);
    const discovered = await discoverTable(data, header === undefined ? {} : { header });
    target = wanted === undefined ? undefined : findColumn(discovered.table, wanted);
    progress.update('looking at its columns', 0.5);
    profile = profileTable(discovered, {
      ...(target !== undefined && { target }),
      ...(task !== undefined && { task }),
    });
  } finally {
    progress.finish();
  }
  await write(out, profileReport(profile, { title: basename(data) }));
  terminal.text(described(profile, out));
  terminal.data({ file: out, ...dataOf(profile) });
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw unwritable(
      'be writable',
      `${shown(path)} (${(cause as NodeJS.ErrnoException).code})`,
      'Check that its folder exists and that you may write there.',
      cause,
    );
  }
}

function unwritable(expected: string, received: string, remedy?: string, cause?: unknown): PredictqlError {
  return new PredictqlError(
    'OUTPUT_UNWRITABLE',
    { subject: 'The report', expected, received, remedy },
    { cause },
  );
}

function described(profile: TableProfile, out: string): string {
  const { rowCount, columns, warnings, remarks } = profile;
  const rows = warnings
    .filter(({ severity }) => severity !== 'low')
    .map((warning) => [warning.severity, columnOf(profile, warning) ?? '', warning.text]);
  const rest = warnings.length - rows.length;
  return [
    `${out} written: ${rowCount} rows of ${columns.length} columns`,
    ...remarks,
    ...(rows.length === 0 ? [] : ['', table(['', 'column', 'to look at'], rows)]),
    ...(rest === 0 ? [] : ['', `${rest} more remark${rest === 1 ? '' : 's'} in the report`]),
  ].join('\n');
}

function columnOf({ columns }: TableProfile, { column }: Warning): string | undefined {
  return column === undefined ? undefined : shown(columns[column].column.name);
}

function dataOf(profile: TableProfile): object {
  const { rowCount, repeatedRows, columns, target, warnings, remarks } = profile;
  return {
    rows: rowCount,
    repeatedRows,
    target: target === undefined ? null : columns[target.place].column.name,
    columns: columns.map(({ column, share }) => ({
      name: column.name,
      kind: column.kind,
      ...(hasValues(column) && { missing: column.missing, distinct: column.distinct }),
      ...(share !== undefined && { explains: share }),
    })),
    warnings: warnings.map(({ severity, topic, column, text }) => ({
      severity,
      topic,
      ...(column !== undefined && { column: columns[column].column.name }),
      text,
    })),
    remarks,
  };
}
