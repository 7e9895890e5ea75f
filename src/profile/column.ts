/** What a look at all cells of a column tells, without a contract that says what they should be. */
export type Column =
  | NumberColumn
  | BooleanColumn
  | DateColumn
  | CategoryColumn
  | EmptyColumn
  | UnusableColumn;

/** A column that holds something. */
export type ValuedColumn = NumberColumn | BooleanColumn | DateColumn | CategoryColumn;

interface Named {
  /** As the file spells it. */
  readonly name: string;
}

interface Observed extends Named {
  readonly rowCount: number;
  /** Rows without a value, those of a missing text or a stray among them. */
  readonly missing: number;
  /** Texts in the column that stand for nothing in any column, such as `NA`. */
  readonly missingTexts: readonly string[];
}

interface Valued extends Observed {
  /** float64 [rows], NaN where missing; what the numbers mean depends on the kind */
  readonly values: Float64Array;
  /** How many different values there are. */
  readonly distinct: number;
  /** Texts that do not fit the others and count as missing, such as `unknown` among numbers. */
  readonly strays: readonly string[];
  /** The same for two columns with the same texts in the same rows, and practically never else. */
  readonly fingerprint: string;
}

export interface NumberColumn extends Valued {
  readonly kind: 'number';
  /** Whether all are whole and written without a fraction. */
  readonly integer: boolean;
  readonly min: number;
  readonly max: number;
  /** What else the numbers look like: days written as 20201231. */
  readonly notation?: string;
}

/** Values are 0 and 1. */
export interface BooleanColumn extends Valued {
  readonly kind: 'boolean';
  /** The spellings, of false first. */
  readonly levels: readonly Level[];
}

/** What no and yes are called: as the column spells them, unless it spells them in several ways. */
export function truthTexts({ levels }: BooleanColumn): readonly [no: string, yes: string] {
  return levels.length === 2 ? [levels[0].text, levels[1].text] : ['false', 'true'];
}

/** Values are days since 1970-01-01. */
export interface DateColumn extends Valued {
  readonly kind: 'date';
  /** Whether a time of day stands after some day. */
  readonly hasTime: boolean;
}

/** Values are positions in `levels`. */
export interface CategoryColumn extends Valued {
  readonly kind: 'category';
  /** The texts, without spaces around them, the most frequent first. */
  readonly levels: readonly Level[];
  /** What the texts look like, when not like names of something. */
  readonly notation?: Notation;
}

/** Texts that stand for something else: days written as 31/12/2020, codes such as 00501. */
export interface Notation {
  /** What they look like, with one of them. */
  readonly looksLike: string;
  /** Whether they are numbers or days that could be used if they were written in another way. */
  readonly isQuantity: boolean;
}

export interface Level {
  readonly text: string;
  readonly count: number;
}

/** Nothing in any row. */
export interface EmptyColumn extends Observed {
  readonly kind: 'empty';
}

/** Lists, structures and the like in a typed file. */
export interface UnusableColumn extends Named {
  readonly kind: 'unusable';
  readonly reason: string;
}

export function hasValues(column: Column): column is ValuedColumn {
  return column.kind !== 'empty' && column.kind !== 'unusable';
}
