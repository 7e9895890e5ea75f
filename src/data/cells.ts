import { type Cell, daysSinceEpoch, exactOf, type Feature, is64Bit, isDigits, shown } from '../contract';

/** What a cell that cannot be read must be, read after "must". */
export class CellMismatch {
  constructor(readonly expected: string) {}
}

/** Reads one raw cell; null is missing. */
export type CellParser = (raw: Cell) => Cell | CellMismatch;

/**
 * Compiles the reading of a feature's column: from the text or typed value in a file to a cell of the
 * contract. It judges the spelling only; ranges, categories and nulls are the row check's.
 *
 * In every kind a blank text is missing, and spaces around a number, a boolean or a day do not count.
 */
export function compileCellParser(feature: Feature): CellParser {
  switch (feature.kind) {
    case 'number':
      return feature.dtype !== undefined && is64Bit(feature.dtype)
        ? present(parseDigits)
        : compileNumberParser(feature.integer ? 'be a whole number' : 'be a number');
    case 'boolean':
      return present(parseBoolean(feature.spelling));
    case 'date':
      return present(parseDay);
    case 'category':
      return compileTextParser();
    case 'tensor':
      return () => tensorMismatch;
    default:
      return feature satisfies never;
  }
}

/** One raw cell of a feature, see {@link compileCellParser}. */
export function parseCell(feature: Feature, raw: Cell): Cell | CellMismatch {
  return compileCellParser(feature)(raw);
}

const tensorMismatch = new CellMismatch('be in a JSON file, where it is a list');

type PresentCellParser = (raw: string | number | boolean) => Cell | CellMismatch;

function present(parse: PresentCellParser): CellParser {
  return (raw) =>
    raw === null || raw === undefined || (typeof raw === 'string' && raw.trim() === '') ? null : parse(raw);
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Reads numbers in decimal notation with a dot: no thousands separators, no hexadecimal, nothing that
 * overflows to infinity. Whether a number must be whole or in a range is for others to say.
 */
export function compileNumberParser(expected: string): CellParser {
  const mismatch = new CellMismatch(expected);
  return present((raw) => {
    if (typeof raw === 'number') return raw;
    if (typeof raw === 'boolean') return mismatch;
    const text = raw.trim();
    const number = decimal.test(text) ? Number(text) : Number.NaN;
    return Number.isFinite(number) ? number : mismatch;
  });
}

const digitsMismatch = new CellMismatch('be a whole number in digits');

/** Reads a whole number of 64 bits with all its digits. */
function parseDigits(raw: string | number | boolean): Cell | CellMismatch {
  if (typeof raw === 'number') return raw;
  const text = String(raw).trim();
  return isDigits(text) ? exactOf(text) : digitsMismatch;
}

const usualSpellings: readonly (readonly [string, boolean])[] = [
  ['yes', true],
  ['no', false],
  ['y', true],
  ['n', false],
  ['true', true],
  ['false', false],
  ['t', true],
  ['f', false],
  ['1', true],
  ['0', false],
];

/** The usual spellings in any case, or the feature's own two exactly as they are written. */
function parseBoolean(own: { true: string; false: string } | undefined): PresentCellParser {
  const spellings = new Map(
    own
      ? [
          [own.true.trim(), true],
          [own.false.trim(), false],
        ]
      : usualSpellings,
  );
  const mismatch = new CellMismatch(
    own
      ? `be ${shown(own.true)} or ${shown(own.false)}`
      : 'be yes or no, y or n, true or false, t or f, 1 or 0',
  );
  return (raw) => {
    if (typeof raw === 'boolean') return raw;
    const text = String(raw).trim();
    return spellings.get(own ? text : text.toLowerCase()) ?? mismatch;
  };
}

const dayAndTime =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const dayMismatch = new CellMismatch('be a day written as YYYY-MM-DD, with or without a time after it');

/** The day as it is written: a time after it is left out, and a time zone does not move it. */
function parseDay(raw: string | number | boolean): Cell | CellMismatch {
  const day = typeof raw === 'string' ? dayAndTime.exec(raw.trim())?.[1] : undefined;
  return day === undefined || Number.isNaN(daysSinceEpoch(day)) ? dayMismatch : day;
}

const textMismatch = new CellMismatch('be a text, or a number that has one exact text');

/** Reads texts as they stand; numbers and booleans of typed files by their usual text. */
export function compileTextParser(): CellParser {
  return present((raw) => {
    if (typeof raw !== 'number') return String(raw);
    return Math.abs(raw) <= Number.MAX_SAFE_INTEGER ? String(raw) : textMismatch;
  });
}
