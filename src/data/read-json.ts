import { readFile } from 'node:fs/promises';
import { type Cell, PredictqlError, shown } from '../contract';
import { withoutMissing } from './missing-cells';
import type { JsonSource } from './source';
import { type Table, type TableColumn, tableOf } from './table';
import { unusableColumn } from './unusable-column';

/**
 * The cells of a JSON file: an array of objects, or one object a line. A key that an object lacks is
 * missing in its row; of a key that an object has twice, the last counts.
 *
 * JSON.parse reads it rather than DuckDB, which takes texts that look like dates for timestamps, renames
 * keys that differ in case, and accepts an array that is cut off after a comma. The file must fit into
 * one JavaScript string of 512 MB.
 *
 * @throws PredictqlError `DATA_UNREADABLE`, `DATA_EMPTY`
 */
export async function readJson(source: JsonSource): Promise<Table> {
  const objects = await readJsonObjects(source);
  const columns = new Map<string, TableColumn>();
  for (const object of objects) {
    for (const name of Object.keys(object)) {
      if (!columns.has(name)) columns.set(name, columnOf(objects, name, source));
    }
  }
  return tableOf(source, columns, objects.length);
}

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The objects of a JSON file as they are, lists and all, in order.
 *
 * @throws PredictqlError `DATA_UNREADABLE`
 */
export async function readJsonObjects(source: JsonSource): Promise<JsonObject[]> {
  const text = await readText(source);
  return text.trimStart().startsWith('[') ? parseArray(text, source) : parseLines(text, source);
}

async function readText({ path }: JsonSource): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    throw new PredictqlError(
      'DATA_UNREADABLE',
      {
        subject: shown(path),
        expected: 'be a text in UTF-8 of 512 MB at most',
        received: (cause as Error).message,
      },
      { cause },
    );
  }
}

function parseArray(text: string, source: JsonSource): JsonObject[] {
  const rows = parse(text, source, 'the array') as unknown[];
  return rows.map((row, index) => assertObject(row, source, `in row ${index + 1}`));
}

function parseLines(text: string, source: JsonSource): JsonObject[] {
  const objects: JsonObject[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const place = `line ${index + 1}`;
    objects.push(assertObject(parse(line, source, place), source, `in ${place}`));
  }
  return objects;
}

function parse(text: string, source: JsonSource, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notJson(source, `${(cause as Error).message} in ${place}`, cause);
  }
}

function assertObject(row: unknown, source: JsonSource, place: string): JsonObject {
  if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as JsonObject;
  throw notJson(source, `${shown(row)} ${place}`);
}

function notJson({ path }: JsonSource, received: string, cause?: unknown): PredictqlError {
  return new PredictqlError(
    'DATA_UNREADABLE',
    { subject: shown(path), expected: 'be a JSON array of objects, or one JSON object a line', received },
    { cause },
  );
}

function columnOf(objects: readonly JsonObject[], name: string, source: JsonSource): TableColumn {
  const cells: Cell[] = [];
  for (const [row, object] of objects.entries()) {
    const value = Object.hasOwn(object, name) ? object[name] : null;
    if (typeof value === 'object' && value !== null) {
      return unusableColumn(source.path, name, row + 1, shown(value));
    }
    cells.push(value as Cell);
  }
  return withoutMissing(source, name, cells);
}
