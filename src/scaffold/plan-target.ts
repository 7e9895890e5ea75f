import { type Cell, PredictqlError, shown } from '../contract';
import { splitRows } from '../data';
import {
  type Column,
  countTexts,
  hasValues,
  type NumberColumn,
  type ObservedTarget,
  sortedValues,
  summarise,
  targetOf,
  type ValuedColumn,
} from '../profile';
import { categoryList } from './category-list';
import { type Code, textLiteral } from './literal';

/** How a definition says what it predicts. */
export interface TargetPlan {
  readonly column: ValuedColumn;
  readonly observed: ObservedTarget;
  /** Rows that can be learned from. */
  readonly rows: number;
  /** Options of the task besides `target` and `source`. */
  readonly options: readonly (readonly [name: string, value: Code])[];
  readonly remarks: readonly string[];
  /** Texts of the column that count as missing, so that their rows are left out. */
  readonly leftOut: readonly string[];
}

/** The share of the rows that training holds out unless told otherwise. */
const holdout = 0.1;

/**
 * What to predict of a column.
 *
 * @param cells - of the column
 * @param task - instead of the one that the column suggests
 * @throws PredictqlError `INPUT_INVALID` when the column cannot be predicted: empty, the same everywhere,
 *   days, texts without number; `SPLIT_INVALID` when there are too few rows to hold some out
 */
export function planTarget(
  column: Column,
  cells: readonly Cell[],
  task?: ObservedTarget['task'],
): TargetPlan {
  if (column.kind === 'unusable') throw unpredictable(column, 'hold numbers or texts', column.reason);
  if (!hasValues(column)) throw unpredictable(column, 'hold something', 'nothing in any row');
  if (column.distinct < 2) {
    const [value] = sortedValues(column.values);
    const received = column.kind === 'category' ? shown(column.levels[0].text) : String(value);
    throw unpredictable(column, 'differ from row to row', `${received} in every row that has a value`);
  }
  if (column.kind === 'date') {
    throw unpredictable(column, 'hold numbers or classes', 'days', 'Give the days until then as a number.');
  }
  const observed = targetOf(column, task);
  if (observed.task === 'classification') return planClasses(column, observed, cells, task !== undefined);
  if (column.kind === 'category') {
    throw unpredictable(
      column,
      'hold numbers for a regression',
      `texts such as ${shown(column.levels[0].text)}`,
    );
  }
  return planNumber(column as NumberColumn, observed);
}

function unpredictable(column: Column, expected: string, received: string, remedy?: string): PredictqlError {
  return new PredictqlError('INPUT_INVALID', {
    subject: `The target ${shown(column.name)}`,
    expected,
    received,
    remedy: remedy ?? 'Name another column with --target.',
  });
}

/** A target that leans to the right more than this is learned better by its logarithm. */
const skewed = 1;

function planNumber(column: NumberColumn, observed: ObservedTarget): TargetPlan {
  const sorted = sortedValues(column.values);
  splitRows(sorted.length, { seed: 0, fractions: { holdout } });
  const { skewness, min } = summarise(sorted);
  const isLog = min > 0 && skewness > skewed && Math.abs(summarise(sorted.map(Math.log)).skewness) < skewness;
  return {
    column,
    observed,
    rows: sorted.length,
    options: isLog ? [['transform', textLiteral('log')]] : [],
    remarks: isLog
      ? [
          'The target is positive and leans to the right: its logarithm is learned, answers are in its own unit.',
        ]
      : [],
    leftOut: column.strays,
  };
}

/** A model of more classes wants to be written by hand. */
const mostClasses = 200;

/** The share of the rows that may be left out because their class is too rare. */
const mostLost = 0.1;

function planClasses(
  column: ValuedColumn,
  observed: ObservedTarget,
  cells: readonly Cell[],
  isAskedFor: boolean,
): TargetPlan {
  const { texts, counts } = countTexts(cells);
  const all = [...texts.keys()]
    .filter((position) => !column.strays.includes(texts[position]))
    .map((position) => ({ text: texts[position], count: counts[position] }))
    .sort((one, other) => other.count - one.count || (one.text < other.text ? -1 : 1));
  const present = all.reduce((sum, { count }) => sum + count, 0);
  const kept = frequentEnough(all);
  const rows = kept.reduce((sum, { count }) => sum + count, 0);
  if (kept.length > mostClasses || kept.length < 2 || rows < (1 - mostLost) * present) {
    const looks = column.kind === 'category' && column.notation ? `: ${column.notation.looksLike}` : '';
    throw unpredictable(
      column,
      `hold numbers, or up to ${mostClasses} texts that each are in several rows`,
      `${all.length} different texts in ${present} rows${looks}`,
    );
  }
  const rare = all.slice(kept.length).map(({ text }) => text);
  const classes = inOrder(kept, column);
  splitRows(rows, { seed: 0, fractions: { holdout }, stratifyBy: codesOf(classes) });
  const texts01 = classes.every(({ text }) => /^[01](?:\.0+)?$/.test(text));
  const positive = classes.length === 2 ? positiveOf(classes, column) : undefined;
  return {
    column,
    observed,
    rows,
    options: [
      ['classes', categoryList(classes.map(({ text }) => text))],
      ...(positive === undefined ? [] : [['positive', textLiteral(positive)] as const]),
    ],
    remarks: [
      ...(texts01 && !isAskedFor
        ? [
            'The target is 0 or 1: the probability of each is learned. For a number write regression({ ... }).',
          ]
        : []),
      ...(rare.length > 0
        ? [`Too few rows to learn from, and left out: ${rare.map(shown).join(', ')}.`]
        : []),
      ...(areSpellings(kept)
        ? ['Some classes differ in their spelling only: are they meant to be apart?']
        : []),
    ],
    leftOut: [...column.strays, ...rare],
  };
}

interface Counted {
  readonly text: string;
  readonly count: number;
}

/** The classes, the most frequent first, that can be in both parts of a split. */
function frequentEnough(all: readonly Counted[]): readonly Counted[] {
  let kept = all.filter(({ count }) => count >= 2);
  const rowsOf = () => kept.reduce((sum, { count }) => sum + count, 0);
  while (kept.length > 2 && kept.length > Math.round(rowsOf() * holdout)) kept = kept.slice(0, -1);
  return kept;
}

/** False before true, numbers upwards, else the most frequent first. */
function inOrder(classes: readonly Counted[], column: ValuedColumn): readonly Counted[] {
  if (column.kind === 'boolean') {
    const order = column.levels.map(({ text }) => text);
    return [...classes].sort((one, other) => order.indexOf(one.text) - order.indexOf(other.text));
  }
  if (!classes.every(({ text }) => Number.isFinite(Number(text)))) return classes;
  return [...classes].sort((one, other) => Number(one.text) - Number(other.text));
}

/** Of yes and no it is yes, else the rarer one: what one looks for. */
function positiveOf(classes: readonly Counted[], column: ValuedColumn): string {
  if (column.kind === 'boolean') return classes[1].text;
  return classes.reduce((rarest, next) => (next.count < rarest.count ? next : rarest), classes[1]).text;
}

function areSpellings(classes: readonly Counted[]): boolean {
  return new Set(classes.map(({ text }) => text.toLowerCase())).size < classes.length;
}

/** A class for each row, as far as a split needs it. */
function codesOf(classes: readonly Counted[]): Float64Array {
  return Float64Array.from(classes.flatMap(({ count }, code) => new Array<number>(count).fill(code)));
}
