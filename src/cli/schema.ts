import { readFile, writeFile } from 'node:fs/promises';
import { defineContract, PredictqlError } from '../contract';
import { definitions } from '../models';
import { buildSchema, printedSchema } from '../resolvers';
import type { Terminal } from './terminal';

export interface SchemaCommandOptions {
  readonly file: string;
  /** Compare with the file and fail when it differs. */
  readonly check: boolean;
  /** Write the file. */
  readonly write: boolean;
}

/** `predictql schema`: the GraphQL schema that src/models make. */
export async function schemaCommand(
  { file, check, write }: SchemaCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const text = printedSchema(await buildSchema(definitions.map(defineContract)));
  if (write) {
    await writeFile(file, text);
    terminal.result(`${file} written`, { file, lines: text.split('\n').length - 1 });
  } else if (check) {
    await assertSame(file, text);
    terminal.result(`${file} is what src/models makes`, { file, drift: false });
  } else {
    terminal.result(text.trimEnd(), { schema: text });
  }
}

async function assertSame(file: string, wanted: string): Promise<void> {
  const remedy = 'Run: predictql schema --write';
  let found: string;
  try {
    found = await readFile(file, 'utf8');
  } catch (cause) {
    throw new PredictqlError('SCHEMA_DRIFT', { subject: file, expected: 'exist', remedy }, { cause });
  }
  if (found === wanted) return;
  const [ours, theirs] = [wanted.split('\n'), found.split('\n')];
  const line = ours.findIndex((text, index) => text !== theirs[index]);
  throw new PredictqlError('SCHEMA_DRIFT', {
    subject: `Line ${line + 1} of ${file}`,
    expected: `be ${JSON.stringify(ours[line] ?? '')}`,
    received: JSON.stringify(theirs[line] ?? ''),
    remedy,
  });
}
