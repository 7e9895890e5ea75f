import { listed, PredictqlError } from '../contract';
import type { Column } from './column';

/** Which of the columns a step takes, as ascending positions. */
export type Selector = (columns: readonly Column[], step: string) => readonly number[];

/** Every column. */
export const everything: Selector = (columns) => columns.map((_, position) => position);

/** Columns of the given kinds. */
export function ofKind(...kinds: readonly Column['kind'][]): Selector {
  return matching(({ kind }) => kinds.includes(kind));
}

/** Columns that satisfy the test. */
export function matching(test: (column: Column) => boolean): Selector {
  return (columns) => [...columns.keys()].filter((position) => test(columns[position]));
}

/** Columns with these names; a name that is not there is an error. */
export function named(...names: readonly string[]): Selector {
  const unique = [...new Set(names)];
  return (columns, step) => unique.map((name) => positionOf(columns, name, step)).sort((a, b) => a - b);
}

/** Columns that the selector takes and that do not have these names. */
export function except(selector: Selector, ...names: readonly string[]): Selector {
  return (columns, step) => {
    const left = new Set(names.map((name) => positionOf(columns, name, step)));
    return selector(columns, step).filter((position) => !left.has(position));
  };
}

/** @throws PredictqlError `STEP_UNFITTABLE` when no column has the name */
export function positionOf(columns: readonly Column[], name: string, step: string): number {
  const position = columns.findIndex((column) => column.name === name);
  if (position >= 0) return position;
  throw new PredictqlError('STEP_UNFITTABLE', {
    subject: `Step '${step}'`,
    expected: 'name columns that the steps before it leave',
    received: `'${name}'`,
    remedy: `There are: ${listed(columns.map((column) => column.name))}.`,
  });
}
