import type { Column } from '../../src/training';

/** A column of numbers that is a feature itself. */
export function numberColumn(name: string): Column {
  return { name, kind: 'number', features: [name] };
}

/** A column of category codes. */
export function categoryColumn(name: string, ...categories: readonly string[]): Column {
  return { name, kind: 'category', features: [name], categories };
}
