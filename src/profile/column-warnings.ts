import { shown } from '../contract';
import type { CategoryColumn, Column, NumberColumn, ValuedColumn } from './column';
import { hasValues } from './column';
import { identifierReason } from './identifier';
import { leakShare } from './relation';
import type { ObservedTarget } from './target';
import type { Warning } from './warning';

type Finding = Omit<Warning, 'column'>;

/** A column of which more than this share is missing says little. */
const muchMissing = 0.5;

/** A column that is the same in more than this share of the rows hardly ever says something. */
const nearlyAll = 0.99;

/** A category in fewer rows than this share, or this number, is rare: a holdout may not have it at all. */
const rareShare = 0.005;
const rareRows = 5;

/** More categories than these are more than people tell apart. */
const manyLevels = 50;

/**
 * What is wrong with a column by itself, and with its relation to the target.
 *
 * @param share - of the target that the column explains by itself; undefined without a target
 */
export function columnWarnings(
  column: Column,
  target: ObservedTarget | undefined,
  share: number | undefined,
): readonly Finding[] {
  if (column.kind === 'unusable')
    return [{ severity: 'medium', topic: 'unusable', text: `cannot be used: ${column.reason}` }];
  if (!hasValues(column)) return [{ severity: 'medium', topic: 'empty', text: 'holds nothing in any row' }];
  const findings: Finding[] = [];
  const add = (severity: Finding['severity'], topic: string, text: string) =>
    findings.push({ severity, topic, text });
  if (share !== undefined && share >= leakShare) {
    add(
      'high',
      'leak',
      `all but gives the target away (${percent(share)}): it may not be known when predicting`,
    );
  }
  const identifier = identifierReason(column, target);
  if (identifier !== undefined) add('medium', 'identifier', `looks like an identifier: ${identifier}`);
  if (column.distinct === 1) {
    add('medium', 'constant', column.missing === 0 ? 'is the same in every row' : 'has one value or none');
  } else if (identifier === undefined) {
    const top = topShare(column);
    if (top > nearlyAll)
      add('low', 'nearly constant', `is the same in ${percent(top)} of the rows that have a value`);
  }
  const missing = column.missing / column.rowCount;
  if (missing > muchMissing) add('medium', 'missing', `is missing in ${percent(missing)} of the rows`);
  if (column.strays.length > 0) {
    add('medium', 'strays', `holds texts that do not fit the others: ${column.strays.map(shown).join(', ')}`);
  }
  if (column.kind === 'number') findings.push(...numberWarnings(column));
  if (column.kind === 'category' && identifier === undefined) findings.push(...categoryWarnings(column));
  return findings;
}

function percent(share: number): string {
  // 99.96 % is not all.
  return `${Math.floor(share * 1000) / 10} %`;
}

/** The share of the most frequent value among those that are there. */
function topShare(column: ValuedColumn): number {
  const counts = new Map<number, number>();
  let top = 0;
  for (const value of column.values) {
    if (Number.isNaN(value)) continue;
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > top) top = count;
  }
  return top / (column.rowCount - column.missing);
}

function numberWarnings({ notation, values, min, max }: NumberColumn): Finding[] {
  const findings: Finding[] = [];
  if (notation !== undefined)
    findings.push({ severity: 'low', topic: 'notation', text: `looks like ${notation}` });
  for (const code of [min, max]) {
    const rows = missingCodeRows(values, code);
    if (rows === 0) continue;
    findings.push({
      severity: 'medium',
      topic: 'missing code',
      text: `holds ${code} in ${rows} rows, far from all other numbers: it may stand for a missing value`,
    });
  }
  return findings;
}

/** Numbers of one digit repeated, which forms ask for where there is nothing to say. */
const missingCodes = /^-?(?:9{2,}|8{2,})$|^-1$|^-9$/;

/** In how many rows an outermost number is that stands for a missing value; 0 when it does not. */
function missingCodeRows(values: Float64Array, code: number): number {
  if (!missingCodes.test(String(code))) return 0;
  let [rows, low, high] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value === code) rows++;
    else if (!Number.isNaN(value)) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  const gap = code < low ? low - code : code - high;
  return rows >= 3 && high > low && gap > (high - low) / 2 ? rows : 0;
}

function categoryWarnings({ levels, distinct, notation, rowCount, missing }: CategoryColumn): Finding[] {
  const findings: Finding[] = [];
  if (notation !== undefined) {
    findings.push({
      severity: notation.isQuantity ? 'medium' : 'low',
      topic: 'notation',
      text: `looks like ${notation.looksLike}`,
    });
  }
  if (distinct > manyLevels) {
    findings.push({ severity: 'low', topic: 'many categories', text: `has ${distinct} different texts` });
  }
  const rare = levels.filter(({ count }) => count < Math.max(rareRows, rareShare * (rowCount - missing)));
  if (rare.length > 0 && distinct > 1 && distinct <= manyLevels) {
    const rows = rare.reduce((sum, { count }) => sum + count, 0);
    findings.push({
      severity: 'low',
      topic: 'rare categories',
      text: `has ${rare.length} of ${distinct} categories in ${rows} rows only`,
    });
  }
  const spellings = new Map<string, string>();
  const alike = levels.flatMap(({ text }) => {
    const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
    const other = spellings.get(plain);
    spellings.set(plain, text);
    return other === undefined ? [] : [`${shown(other)} and ${shown(text)}`];
  });
  if (alike.length > 0 && distinct <= 1000) {
    findings.push({
      severity: 'medium',
      topic: 'spelling',
      text: `tells apart what may be the same: ${alike.slice(0, 5).join(', ')}`,
    });
  }
  return findings;
}
