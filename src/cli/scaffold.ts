import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { assertModelName, defineContract, PredictqlError, shown, type TaskName } from '../contract';
import { type DiscoveredTable, discoverTable, labelledRowsOf } from '../data';
import { createContractCheck } from '../resolvers';
import { type Scaffold, scaffold } from '../scaffold';
import { loadDefinition } from './load-definition';
import { codeExtensions } from './module-loader';
import { table } from './table';
import type { Terminal } from './terminal';

export interface ScaffoldCommandOptions {
  readonly target: string;
  /** Name of the model; made from the name of the data when left out. */
  readonly name?: string;
  /** The definition file; `<name>.model.ts` when left out. */
  readonly out?: string;
  readonly task?: TaskName;
  /** Whether the first row of a CSV file names its columns; found out when left out. */
  readonly header?: boolean;
  /** Replace a file that is there. */
  readonly force?: boolean;
}

/** `predictql scaffold`: a definition file for a table, ready to train. */
export async function scaffoldCommand(
  data: string,
  { target, name = nameFor(data), out = `${name}.model.ts`, task, header, force }: ScaffoldCommandOptions,
  terminal: Terminal,
): Promise<void> {
  assertModelName(name);
  assertDefinitionFile(out, force === true);
  const progress = terminal.progress();
  let made: Scaffold;
  try {
    progress.update(`reading ${data}`, 0);
    const discovered = await discoverTable(data, header === undefined ? {} : { header });
    progress.update('looking at its columns', 0.4);
    made = scaffold(discovered, {
      target,
      name,
      dataPath: pathFrom(out, data),
      ...(task !== undefined && { task }),
    });
    progress.update('holding its rows to the definition', 0.5);
    await assertTrainable(made.text, out, discovered);
  } finally {
    progress.finish();
  }
  await write(out, made.text, force === true);
  terminal.text(described(made, target, out));
  const { text: _, ...report } = made;
  terminal.data({ file: out, model: name, ...report });
}

/** A name that a model may have, from a file that may be called anything. */
function nameFor(data: string): string {
  const words = basename(data)
    .replace(/\.(?:csv|csv\.gz|tsv|parquet|json|jsonl|ndjson)$/i, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const name = words.join('-').slice(0, 50).replace(/-$/, '');
  return /^[a-z]/.test(name) ? name : `model${name === '' ? '' : `-${name}`}`;
}

function assertDefinitionFile(out: string, force: boolean): void {
  if (!codeExtensions.includes(extname(out))) {
    throw unwritable(`end in ${codeExtensions.join(', ')}`, shown(out));
  }
  if (!force && existsSync(out)) {
    throw unwritable(
      'not be there yet',
      shown(out),
      'Name another file with --out, or replace this one with --force.',
    );
  }
}

/** The path of the data from the folder of the definition, with slashes on every platform. */
function pathFrom(out: string, data: string): string {
  return relative(dirname(resolve(out)), resolve(data))
    .split(sep)
    .join('/');
}

/**
 * Loads the definition as `train` would, from a file that is gone afterwards: what is written must work.
 *
 * @throws PredictqlError what `train` and `serve` would say of it
 */
async function assertTrainable(text: string, out: string, data: DiscoveredTable): Promise<void> {
  const trial = join(dirname(resolve(out)), `.${randomUUID()}${extname(out)}`);
  await write(trial, text, false, out);
  try {
    const definition = loadDefinition(trial);
    const contract = defineContract(definition);
    createContractCheck()(contract);
    labelledRowsOf(await data.readAs(definition.data), contract);
  } finally {
    await rm(trial, { force: true });
  }
}

async function write(path: string, text: string, force: boolean, shownAs = path): Promise<void> {
  try {
    await writeFile(path, text, { flag: force ? 'w' : 'wx' });
  } catch (cause) {
    throw unwritable(
      'be writable',
      `${shown(shownAs)} (${(cause as NodeJS.ErrnoException).code})`,
      'Check that its folder exists and that you may write there.',
      cause,
    );
  }
}

function unwritable(expected: string, received: string, remedy?: string, cause?: unknown): PredictqlError {
  return new PredictqlError(
    'OUTPUT_UNWRITABLE',
    { subject: 'The definition file', expected, received, remedy },
    { cause },
  );
}

function described(
  { task, rows, features, leftOut, remarks }: Scaffold,
  target: string,
  out: string,
): string {
  const from = `${features.length} feature${features.length === 1 ? '' : 's'}`;
  return [
    `${out} written: a ${task} of ${shown(target)} from ${from}, to be learned from ${rows} rows`,
    ...(leftOut.length === 0
      ? []
      : [
          '',
          table(
            ['left out', 'why'],
            leftOut.map(({ column, reason }) => [shown(column), reason]),
          ),
        ]),
    ...(remarks.length === 0 ? [] : ['', 'To know:', ...remarks.map((remark) => `  ${remark}`)]),
    '',
    `Read it, then train it: predictql train ${/[/\\]/.test(out) ? out : `./${out}`}`,
  ].join('\n');
}
