/** A cell of a row: dates as `YYYY-MM-DD`, categories as the data spells them, null for missing. */
export type Cell = number | string | boolean | null | undefined;

/** The elements of a tensor, row-major; whole numbers beyond 2^53 as decimal texts. */
export type TensorCell = readonly (number | string | boolean)[];

/** One row to predict or to learn from, keyed by feature name. */
export type Row = Readonly<Record<string, Cell | TensorCell>>;

/**
 * What a row holds for a feature. Only its own properties count: a feature may be called `constructor`,
 * and every object inherits something of that name.
 */
export function cellOf<T>(row: Readonly<Record<string, T>>, feature: string): T | undefined {
  return Object.hasOwn(row, feature) ? row[feature] : undefined;
}
