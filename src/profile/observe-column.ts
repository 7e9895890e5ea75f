import { type Cell, daysSinceEpoch, PredictqlError } from '../contract';
import { compileNumberParser, parseCell, type Table } from '../data';
import type { Column, Level, Notation, NumberColumn } from './column';
import { type CountedTexts, countTexts } from './counted-texts';
import { RowHashes } from './fingerprint';
import { straysAmong } from './missing-texts';
import { codeNotation, dayNumberNotation, textNotation } from './notation';

/** Every column of a table, and how many of its rows are the same as one before them. */
export interface ObservedTable {
  readonly columns: readonly Column[];
  readonly repeatedRows: number;
}

/** Looks at every cell of a table. */
export function observeTable(table: Table): ObservedTable {
  const hashes = new RowHashes(table.rowCount);
  const columns = table.columns.map((name): Column => {
    try {
      return observeColumn(name, table.column(name), hashes);
    } catch (error) {
      if (!(error instanceof PredictqlError)) throw error;
      return {
        kind: 'unusable',
        name,
        reason: `it must ${error.parts.expected}; it holds ${error.parts.received}`,
      };
    }
  });
  return { columns, repeatedRows: hashes.repeatedRows() };
}

/** What a column's cells are: of the first kind that (nearly) all of them are spelled like. */
export function observeColumn(
  name: string,
  cells: readonly Cell[],
  hashes = new RowHashes(cells.length),
): Column {
  const counted = countTexts(cells);
  const fingerprint = hashes.add(counted);
  const { texts, missingTexts } = counted;
  const observed = { name, rowCount: cells.length, missingTexts };
  if (texts.length === 0) return { ...observed, kind: 'empty', missing: cells.length };
  const known = { ...observed, fingerprint };
  return (
    numbers(counted, known) ?? booleans(counted, known) ?? days(counted, known) ?? categories(counted, known)
  );
}

type Known = Pick<NumberColumn, 'name' | 'rowCount' | 'missingTexts' | 'fingerprint'>;

const parseNumber = compileNumberParser('be a number');

/** The number that a text is; NaN when it is none, or one beyond the range of the model's float32. */
function numberOf(text: string): number {
  const number = parseNumber(text);
  return typeof number === 'number' && Number.isFinite(Math.fround(number)) ? number : Number.NaN;
}

function numbers(counted: CountedTexts, known: Known): Column | undefined {
  const { texts, counts } = counted;
  // Most columns of texts are told by their first.
  if (texts.length > 100 && texts.slice(0, 100).every((text) => Number.isNaN(numberOf(text))))
    return undefined;
  const parsed = Float64Array.from(texts, numberOf);
  const strays = straysAmong(texts, counts, (position) => !Number.isNaN(parsed[position]));
  if (strays === undefined) return undefined;
  const fitting = strays.length === 0 ? texts : texts.filter((_, position) => !strays.includes(position));
  const code = codeNotation(fitting);
  if (code !== undefined) return categories(counted, known, code);
  const rest = booleans(counted, known, strays);
  if (rest !== undefined) return rest;
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const number of parsed) {
    if (number < min) min = number;
    if (number > max) max = number;
  }
  const notation = dayNumberNotation(fitting);
  return {
    ...known,
    ...valuesOf(counted, strays, parsed),
    kind: 'number',
    integer: fitting.every((text) => /^[+-]?\d+$/.test(text)),
    min,
    max,
    distinct: new Set(parsed.filter((number) => !Number.isNaN(number))).size,
    ...(notation !== undefined && { notation }),
  };
}

const pairs: readonly (readonly [no: string, yes: string])[] = [
  ['no', 'yes'],
  ['n', 'y'],
  ['false', 'true'],
  ['f', 't'],
  ['0', '1'],
];
const truthOf = new Map(
  pairs.flatMap(([no, yes]) => [
    [no, 0],
    [yes, 1],
  ]),
);

/** Both sides of a pair, and nothing but sides of pairs; a side alone is too little to go by. */
function booleans(counted: CountedTexts, known: Known, strays: readonly number[] = []): Column | undefined {
  const { texts, counts } = counted;
  if (texts.length - strays.length > truthOf.size * 3) return undefined;
  const positions = [...texts.keys()].filter((position) => !strays.includes(position));
  const spelled = new Set(positions.map((position) => texts[position].toLowerCase()));
  if (![...spelled].every((text) => truthOf.has(text))) return undefined;
  if (!pairs.some((pair) => pair.every((side) => spelled.has(side)))) return undefined;
  const truths = Float64Array.from(texts, (text) => truthOf.get(text.toLowerCase()) ?? Number.NaN);
  const levels = positions
    .sort((one, other) => truths[one] - truths[other] || counts[other] - counts[one])
    .map((position) => levelAt(counted, position));
  return { ...known, ...valuesOf(counted, strays, truths), kind: 'boolean', levels, distinct: 2 };
}

const anyDay = { kind: 'date', name: 'day', source: 'day', nullable: true } as const;

function days(counted: CountedTexts, known: Known): Column | undefined {
  const { texts, counts } = counted;
  if (!/^\d{4}-/.test(texts[0]) && texts.filter((text) => /^\d{4}-/.test(text)).length < texts.length / 2) {
    return undefined;
  }
  const parsed = Float64Array.from(texts, (text) => {
    const day = parseCell(anyDay, text);
    return typeof day === 'string' ? daysSinceEpoch(day) : Number.NaN;
  });
  const strays = straysAmong(texts, counts, (position) => !Number.isNaN(parsed[position]));
  if (strays === undefined) return undefined;
  return {
    ...known,
    ...valuesOf(counted, strays, parsed),
    kind: 'date',
    hasTime: texts.some((text, position) => text.length > 10 && !strays.includes(position)),
    distinct: new Set(parsed.filter((day) => !Number.isNaN(day))).size,
  };
}

function categories(counted: CountedTexts, known: Known, code?: Notation): Column {
  const { texts, counts, inexact } = counted;
  if (inexact.size === texts.length) {
    return {
      kind: 'unusable',
      name: known.name,
      reason: 'it holds whole numbers beyond 2^53, which are not exact',
    };
  }
  // Equal counts by the text, so that the order of the rows does not matter.
  const order = [...texts.keys()]
    .filter((position) => !inexact.has(position))
    .sort((one, other) => counts[other] - counts[one] || (texts[one] < texts[other] ? -1 : 1));
  const rank = new Float64Array(texts.length);
  for (const [place, position] of order.entries()) rank[position] = place;
  const notation = code ?? textNotation(texts, counts);
  return {
    ...known,
    ...valuesOf(counted, [...inexact], rank),
    kind: 'category',
    levels: order.map((position) => levelAt(counted, position)),
    distinct: order.length,
    ...(notation !== undefined && { notation }),
  };
}

function levelAt({ texts, counts }: CountedTexts, position: number): Level {
  return { text: texts[position], count: counts[position] };
}

/** What the rows hold, given what each text stands for. */
function valuesOf(
  { texts, codes }: CountedTexts,
  strays: readonly number[],
  meaning: Float64Array,
): { values: Float64Array; missing: number; strays: string[] } {
  let missing = 0;
  const isStray = new Set(strays);
  const values = Float64Array.from(codes, (code) => {
    if (code >= 0 && !isStray.has(code)) return meaning[code];
    missing++;
    return Number.NaN;
  });
  return { values, missing, strays: strays.map((position) => texts[position]) };
}
