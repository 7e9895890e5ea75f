/** Texts that stand for nothing whatever a column holds, in lower case. */
const nothing = new Set([
  ...['na', 'n/a', 'n.a.', 'n.a', '#n/a', '#na', '<na>', 'nan', '-nan', 'null', '(null)', '\\n', 'nil'],
  ...['?', '??', '-', '--', '---', '–', '—', '.', '..', '...', '…', '#null!', '#value!', '#div/0!', '#ref!'],
]);

const longestNothing = Math.max(...[...nothing].map(({ length }) => length));

/** Words that stand for nothing among numbers, days and the like; in a column of texts they say something. */
const nothingAmongNumbers = new Set([
  ...['none', 'missing', 'unknown', 'unk', 'undefined', 'not available', 'not applicable', 'no data'],
  ...[
    'nd',
    'n.d.',
    'n.k.',
    'tbd',
    'inf',
    '+inf',
    '-inf',
    'infinity',
    '-infinity',
    'error',
    '#name?',
    '#num!',
  ],
]);

/** @param text - without spaces around it */
export function isMissingText(text: string): boolean {
  return text.length <= longestNothing && nothing.has(text.toLowerCase());
}

/** At least this share of a column's cells must be of one kind for the others to be strays. */
const leastShare = 0.9;

/** More texts than these among numbers are no slips: the column is one of texts. */
const mostStrays = 20;

/**
 * The few texts that do not fit the others of a column, by position; undefined when they are no few, so
 * that the column is of another kind.
 *
 * @param counts - how often each text occurs
 * @param fits - whether each text is of the kind
 */
export function straysAmong(
  texts: readonly string[],
  counts: readonly number[],
  fits: (position: number) => boolean,
): readonly number[] | undefined {
  const strays: number[] = [];
  let fitting = 0;
  let cells = 0;
  for (let position = 0; position < texts.length; position++) {
    cells += counts[position];
    if (fits(position)) fitting += counts[position];
    else if (strays.push(position) > mostStrays) return undefined;
  }
  if (fitting === 0) return undefined;
  if (fitting >= leastShare * cells) return strays;
  const isNothing = strays.every((position) => nothingAmongNumbers.has(texts[position].toLowerCase()));
  return isNothing && texts.length - strays.length > 1 ? strays : undefined;
}
