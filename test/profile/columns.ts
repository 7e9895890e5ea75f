import type { Cell } from '../../src/contract';
import { json } from '../../src/data';
import { tableOf } from '../../src/data/table';
import type { Column } from '../../src/profile';
import { observeColumn } from '../../src/profile/observe-column';

/** What a look at the cells tells; the column is called `x`. */
export const observed = (cells: readonly Cell[], name = 'x'): Column => observeColumn(name, cells);

/** A column of a kind, or a failure that says which it is. */
export function ofKind<Kind extends Column['kind']>(
  kind: Kind,
  cells: readonly Cell[],
  name?: string,
): Extract<Column, { kind: Kind }> {
  const column = observed(cells, name);
  if (column.kind !== kind) throw new Error(`It is a ${column.kind} column: ${JSON.stringify(column)}`);
  return column as Extract<Column, { kind: Kind }>;
}

/** A table in memory, as if it had been discovered. */
export function tableWith(columns: Readonly<Record<string, readonly Cell[]>>) {
  const rowCount = Object.values(columns)[0].length;
  const table = tableOf(json('table.json'), new Map(Object.entries(columns)), rowCount);
  return { table, remarks: [] };
}

/** So many numbers, each made from its place. */
export const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
