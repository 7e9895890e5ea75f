import type { ValuedColumn } from './column';
import { explainedShare } from './relation';
import type { ObservedTarget } from './target';

/** Names of identifiers, whole or as a word of a longer name: id, PassengerId, customer_no. */
const idName =
  /(?:^|[^a-z])(?:id|ids|uuid|guid|key|index|idx|no|nr|num|number|code|serial|row|rownames|unnamed)(?:[^a-z]|$)|[a-z](?:Id|ID|Uuid|UUID|Key|Index|Idx|Nr|No|Num|Code)(?:[^a-z]|$)/;

/** A year may be another one in every row and say a lot. */
const yearName = /year/i;

/** So many rows make it unlikely that a measure in whole numbers never repeats. */
const manyRows = 50;

/** With fewer rows, counting up is no sign of anything. */
const fewRows = 8;

/** A share of the target that no identifier explains by chance. */
const someShare = 0.1;

/**
 * Why a column looks like the name of its rows, from which nothing can be learned; undefined when it does
 * not. Whole numbers that never repeat may also be a measure: those that explain some of the target, and
 * neither count up nor are called like an identifier, are taken for one.
 */
export function identifierReason(column: ValuedColumn, target?: ObservedTarget): string | undefined {
  const { kind, distinct, values, missing, name } = column;
  const present = values.length - missing;
  if (distinct < present || present < 2) return undefined;
  if (column.kind === 'category') {
    // Days and numbers in a spelling of their own seldom repeat either.
    return column.notation?.isQuantity ? undefined : 'every row has another text, as an identifier does';
  }
  if (kind !== 'number' || !column.integer || yearName.test(name)) return undefined;
  if (idName.test(name) || idName.test(name.toLowerCase())) {
    return 'every row has another whole number, and the name is that of an identifier';
  }
  if (present < fewRows) return undefined;
  if (countsUp(values) || column.max - column.min < 1.5 * present) {
    return 'it numbers the rows';
  }
  if (present < manyRows || (target !== undefined && explainedShare(column, target) >= someShare))
    return undefined;
  return 'every row has another whole number, as an identifier does';
}

/** Whether each number is above the one before it, or each below. */
function countsUp(values: Float64Array): boolean {
  const present = values.filter((value) => !Number.isNaN(value));
  const isUp = present[1] > present[0];
  return present.every((value, row) => row === 0 || value > present[row - 1] === isUp);
}
