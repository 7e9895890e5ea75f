import { daysSinceEpoch, shown } from '../contract';
import type { Notation } from './column';

/**
 * Why numbers are codes rather than quantities: they begin with zeros, or are so large that a number would
 * not hold them exactly.
 */
export function codeNotation(texts: readonly string[]): Notation | undefined {
  if (!texts.every((text) => /^[+-]?\d+$/.test(text))) return undefined;
  const padded = texts.find((text) => /^0\d/.test(text));
  if (padded !== undefined) return code(`codes of digits such as ${shown(padded)}, whose zeros count`);
  const huge = texts.find((text) => text.length > 15 && !Number.isSafeInteger(Number(text)));
  if (huge === undefined) return undefined;
  return code(`whole numbers beyond 2^53 such as ${shown(huge)}, which no number holds exactly`);
}

function code(looksLike: string): Notation {
  return { looksLike, isQuantity: false };
}

/** Days as people write numbers: 20201231. */
export function dayNumberNotation(texts: readonly string[]): string | undefined {
  const areDays = texts.every((text) => {
    const [, year, month, day] = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text) ?? [];
    return year !== undefined && !Number.isNaN(daysSinceEpoch(`${year}-${month}-${day}`));
  });
  return areDays && texts.length > 1 ? `days written as numbers, such as ${texts[0]}` : undefined;
}

/** What texts may be in another spelling than the one that can be read. */
const notations: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})(?:[ T].*)?$/, 'days that are not written as YYYY-MM-DD'],
  [
    /^\d{4}[/.]\d{1,2}[/.]\d{1,2}(?:[ T].*)?$|^\d{4}-\d{1,2}-\d{1,2}(?:[ T].*)?$/,
    'days that are not written as YYYY-MM-DD',
  ],
  [/^\d{1,2}\.?[ -]\p{L}{3,9}\.?[ -]\d{2,4}$/u, 'days that are not written as YYYY-MM-DD'],
  [/^\p{L}{3,9}\.? \d{1,2},? \d{4}$/u, 'days that are not written as YYYY-MM-DD'],
  [/^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?$/, 'times of day'],
  [/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^[+-]?\d+(?:\.\d+)?$/, 'numbers with commas between their thousands'],
  [/^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$|^[+-]?\d+(?:,\d+)?$/, 'numbers with dots between their thousands'],
  [
    /^[+-]?\d{1,3}(?:[ \u00a0\u202f']\d{3})+(?:[.,]\d+)?$|^[+-]?\d+(?:[.,]\d+)?$/,
    'numbers with spaces between their thousands',
  ],
  [/^[+-]?\d+(?:[.,]\d+)*\s?%$/, 'numbers with a percent sign'],
  [
    /^[+-]?\s?[$€£¥₹]\s?[+-]?\d+(?:[.,]\d+)*$|^[+-]?\d+(?:[.,]\d+)*\s?[$€£¥₹]$/,
    'numbers with a sign of a currency',
  ],
  [/^[+-]?\d+(?:[.,]\d+)*\s?\p{L}{1,4}[²³]?$/u, 'numbers with letters after them'],
  [/^[[{].*[\]}]$/s, 'lists or structures'],
];

/** Share of the cells that must look alike. */
const leastShare = 0.9;

/** What the texts of a column look like when not like names of something; undefined when they do. */
export function textNotation(texts: readonly string[], counts: readonly number[]): Notation | undefined {
  const cells = counts.reduce((sum, count) => sum + count, 0);
  for (const [pattern, what] of notations) {
    if (!texts.slice(0, 50).some((text) => pattern.test(text))) continue;
    let alike = 0;
    for (let position = 0; position < texts.length; position++) {
      if (pattern.test(texts[position])) alike += counts[position];
    }
    if (alike >= leastShare * cells) {
      const looksLike = `${what}, such as ${shown(texts.find((text) => pattern.test(text)))}`;
      return { looksLike, isQuantity: true };
    }
  }
  return undefined;
}
