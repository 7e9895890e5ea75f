import { shown } from '../contract';
import {
  type Column,
  explainedShare,
  hasValues,
  identifierReason,
  leakShare,
  type NumberColumn,
  type ObservedTarget,
  type ValuedColumn,
} from '../profile';
import { type FeaturePlan, notUsed } from './feature-plan';
import { planCategory } from './plan-category';

/** What to make of a column for predicting the target. */
export function planFeature(column: Column, target: ObservedTarget): FeaturePlan {
  if (column.kind === 'unusable') return notUsed(column.reason);
  if (!hasValues(column)) return notUsed('it is empty');
  const identifier = identifierReason(column, target);
  if (identifier !== undefined) return notUsed(identifier);
  if (column.distinct === 1 && column.missing === 0) return notUsed('it is the same in every row');
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
