import { shown } from '../contract';
import {
  type CategoryColumn,
  type Column,
  explainedShare,
  hasValues,
  identifierReason,
  leakShare,
  type NumberColumn,
  type ObservedTarget,
  type ValuedColumn,
} from '../profile';
import { categoryList } from './category-list';
import type { Code } from './literal';

/** What a column becomes in a definition. */
export type FeaturePlan =
  | {
      readonly use: 'feature';
      readonly column: ValuedColumn;
      /** The function that declares it. */
      readonly kind: 'number' | 'category' | 'boolean' | 'date';
      /** Options besides `source` and `nullable`. */
      readonly options: readonly (readonly [name: string, value: Code])[];
      /** What whoever reads the definition should know, in sentences. */
      readonly remarks: readonly string[];
    }
  | { readonly use: 'none'; readonly reason: string };

/** What to make of a column for predicting the target. */
export function planFeature(column: Column, target: ObservedTarget): FeaturePlan {
  if (column.kind === 'unusable') return leftOut(column.reason);
  if (!hasValues(column)) return leftOut('it is empty');
  const identifier = identifierReason(column, target);
  if (identifier !== undefined) return leftOut(identifier);
  if (column.distinct === 1 && column.missing === 0) return leftOut('it is the same in every row');
  const plan = planKind(column);
  if (plan.use === 'none') return plan;
  const share = explainedShare(column, target);
  return {
    ...plan,
    remarks: [
      ...(share >= leakShare
        ? [`It all but gives the target away (${Math.floor(share * 100)} %): is it known when predicting?`]
        : []),
      ...(column.strays.length > 0 ? [`Counted as missing: ${column.strays.map(shown).join(', ')}.`] : []),
      ...plan.remarks,
    ],
  };
}

function leftOut(reason: string): FeaturePlan {
  return { use: 'none', reason };
}

function planKind(column: ValuedColumn): FeaturePlan {
  switch (column.kind) {
    case 'number':
      return planNumber(column);
    case 'boolean': {
      const isDigits = column.levels.every(({ text }) => /^[01]$/.test(text));
      const remarks = isDigits ? ['Only 0 and 1 occur. If others may come, make it a number.'] : [];
      return { use: 'feature', column, kind: 'boolean', options: [], remarks };
    }
    case 'date':
      return {
        use: 'feature',
        column,
        kind: 'date',
        options: [],
        remarks: column.hasTime ? ['Of a time of day only the day is used.'] : [],
      };
    case 'category':
      return planCategory(column);
    default:
      return column satisfies never;
  }
}

/** What the Int of GraphQL holds. */
const mostInt = 2 ** 31 - 1;

/** Above it, float32 does not hold every whole number. */
const mostExact = 2 ** 24;

function planNumber(column: NumberColumn): FeaturePlan {
  const { min, max, integer, notation } = column;
  const reach = Math.max(Math.abs(min), Math.abs(max));
  const isInt = integer && reach <= mostInt;
  return {
    use: 'feature',
    column,
    kind: 'number',
    options: [...(min >= 0 ? [['min', '0'] as const] : []), ...(isInt ? [['integer', 'true'] as const] : [])],
    remarks: [
      ...(notation === undefined ? [] : [`It looks like ${notation}.`]),
      ...(integer && !isInt
        ? ['Whole numbers beyond 2^31 are no Int of GraphQL; the model sees about seven digits of them.']
        : integer && reach > mostExact
          ? ['The model sees about seven digits of these numbers.']
          : []),
    ],
  };
}

/** An enum of more values is no help to the clients who choose from it. */
const mostClosed = 30;

/** Rows per category without which unseen ones are to be expected. */
const leastRowsPerCategory = 5;

/** How many texts of an open category are worth a branch of a tree. */
const mostOpen = 50;

/** A text in fewer rows than these teaches nothing. */
const leastRowsPerText = 3;

/** An open category of which less than this share of the rows has a known text is noise. */
const leastKnown = 0.3;

/** Where nearly every row has a text of its own, those that repeat do so by chance. */
const mostDifferent = 0.5;

function planCategory(column: CategoryColumn): FeaturePlan {
  const { levels, notation, distinct } = column;
  const present = column.values.length - column.missing;
  const once = levels.filter(({ count }) => count === 1).length;
  const remarks = notation === undefined ? [] : [`It looks like ${notation.looksLike}.`];
  const isSettled = once <= Math.max(1, present / 100) && present >= leastRowsPerCategory * distinct;
  if (distinct <= mostClosed && isSettled) {
    const options = [['values', categoryList(levels.map(({ text }) => text))] as const];
    return { use: 'feature', column, kind: 'category', options, remarks };
  }
  if (distinct > mostClosed && notation?.isQuantity) {
    return leftOut(
      `it holds ${notation.looksLike}; write them as plain numbers or as YYYY-MM-DD to use them`,
    );
  }
  const looks = notation === undefined ? '' : `; it looks like ${notation.looksLike}`;
  if (distinct > 10 && distinct > mostDifferent * present) {
    return leftOut(`${distinct} different texts in ${present} rows teach nothing${looks}`);
  }
  const worth = levels.filter(({ count }) => count >= leastRowsPerText || distinct <= mostClosed);
  const known = worth.slice(0, mostOpen);
  const share = known.reduce((sum, { count }) => sum + count, 0) / present;
  if (share < leastKnown) {
    return leftOut(`the most frequent of its ${distinct} different texts are in few rows${looks}`);
  }
  const isCut = known.length < distinct;
  return {
    use: 'feature',
    column,
    kind: 'category',
    options: [
      ['values', categoryList(known.map(({ text }) => text))],
      ['open', 'true'],
    ],
    remarks: [
      ...remarks,
      ...(isCut
        ? [
            `Of ${distinct} texts the ${known.length} most frequent are known, ${Math.floor(share * 100)} % of the rows; others count as unseen.`,
          ]
        : []),
    ],
  };
}
