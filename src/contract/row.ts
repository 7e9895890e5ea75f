/** A cell of a row: dates as `YYYY-MM-DD`, categories as the data spells them, null for missing. */
export type Cell = number | string | boolean | null | undefined;

/** One row to predict or to learn from, keyed by feature name. */
export type Row = Readonly<Record<string, Cell>>;
