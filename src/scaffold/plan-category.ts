import type { CategoryColumn } from '../profile';
import { categoryList } from './category-list';
import { type FeaturePlan, notUsed } from './feature-plan';

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

/** A closed category where all texts seem to be known, an open one where some repeat, and else none. */
export function planCategory(column: CategoryColumn): FeaturePlan {
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
    return notUsed(
      `it holds ${notation.looksLike}; write them as plain numbers or as YYYY-MM-DD to use them`,
    );
  }
  const looks = notation === undefined ? '' : `; it looks like ${notation.looksLike}`;
  if (distinct > 10 && distinct > mostDifferent * present) {
    return notUsed(`${distinct} different texts in ${present} rows teach nothing${looks}`);
  }
  const worth = levels.filter(({ count }) => count >= leastRowsPerText || distinct <= mostClosed);
  const known = worth.slice(0, mostOpen);
  const share = known.reduce((sum, { count }) => sum + count, 0) / present;
  if (share < leastKnown) {
    return notUsed(`the most frequent of its ${distinct} different texts are in few rows${looks}`);
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
