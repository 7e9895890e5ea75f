/** Something about a table that somebody should look at before they learn from it. */
export interface Warning {
  /** How likely it spoils a model: `high` most likely does, `low` seldom. */
  readonly severity: 'high' | 'medium' | 'low';
  /** In one or two words: `constant`, `leak`. */
  readonly topic: string;
  /** The column it is about, by its place in the table; left out for the table itself. */
  readonly column?: number;
  /** A sentence that goes on after the name of the column: `is the same in every row`. */
  readonly text: string;
}
