import { readFile, writeFile } from 'node:fs/promises';
import { defineContract, PredictqlError, shown } from '../contract';
import { definitions } from '../models';
import { buildSchema, printedSchema } from '../resolvers';
import type { Terminal } from './terminal';

export interface SchemaCommandOptions {
  readonly file: string;
  /** Compare with the file and fail when it differs. */
  readonly check?: boolean;
  /** Write the file. */
  readonly write?: boolean;
}

/** `predictql schema`: the GraphQL schema that src/models make. */
export async function schemaCommand(
  { file, check, write }: SchemaCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const text = printedSchema(await buildSchema(definitions.map(defineContract)));
  if (write) {
    await writeSchema(file, text);
    terminal.text(`${file} written`);
    terminal.data({ file, lines: text.split('\n').length - 1 });
  } else if (check) {
    assertSame(file, text, await readSchema(file));
    terminal.text(`${file} is what src/models makes`);
    terminal.data({ file, drift: false });
  } else {
    terminal.text(text.trimEnd());
    terminal.data({ schema: text });
  }
}

async function writeSchema(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new PredictqlError(
      'OUTPUT_UNWRITABLE',
      {
        subject: 'The schema file',
        expected: 'be writable',
        received: `${shown(file)} (${(cause as NodeJS.ErrnoException).code})`,
        remedy: 'Check that its folder exists and that you may write there.',
      },
      { cause },
    );
  }
}

async function readSchema(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new PredictqlError(
      'SCHEMA_DRIFT',
      {
        subject: file,
        expected: 'be a file that can be read',
        received: String((cause as NodeJS.ErrnoException).code),
        remedy,
      },
      { cause },
    );
  }
}

const remedy = 'Run predictql schema --write, and commit the file if the change is meant.';

function assertSame(file: string, wanted: string, found: string): void {
  if (found === wanted) return;
  const [ours, theirs] = [wanted.split('\n'), found.split('\n')];
  const count = Math.max(ours.length, theirs.length);
  const line = Array.from({ length: count }).findIndex((_, index) => ours[index] !== theirs[index]);
  throw new PredictqlError('SCHEMA_DRIFT', {
    subject: `Line ${line + 1} of ${file}`,
    expected: ours[line] === undefined ? 'not be there' : `be ${shown(ours[line])}`,
    received: theirs[line] === undefined ? 'the end of the file' : shown(theirs[line]),
    remedy,
  });
}
