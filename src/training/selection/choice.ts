import type { Column } from '../column';
import type { FittedSelection, Json } from '../step';

/** What a selection step decided about one column. */
export interface Choice {
  readonly kept: boolean;
  /** Why, as a phrase after the column's name: `is constant`. */
  readonly why: string;
  /** The number that decided, if one did. */
  readonly score?: number;
}

/** The selection that the choices make, one for each column, with all of them in its detail. */
export function selectionOf(
  columns: readonly Column[],
  choices: readonly Choice[],
  rule: { readonly [key: string]: Json },
): FittedSelection {
  return {
    kept: [...choices.keys()].filter((index) => choices[index].kept),
    detail: {
      ...rule,
      columns: Object.fromEntries(columns.map(({ name }, index) => [name, { ...choices[index] }])),
    },
  };
}

/** The place of each score among all, the largest 0; of equals the first comes first. */
export function placesOf(scores: ArrayLike<number>): Int32Array {
  const places = new Int32Array(scores.length);
  const order = [...places.keys()].sort((a, b) => scores[b] - scores[a] || a - b);
  for (const [place, index] of order.entries()) places[index] = place;
  return places;
}
