import type { Cell } from '../contract';
import { isMissingText } from './missing-texts';

/** The different texts of a column, and where each stands. */
export interface CountedTexts {
  /** Without spaces around them, in the order in which they first occur. */
  readonly texts: readonly string[];
  /** How often each occurs. */
  readonly counts: readonly number[];
  /** int32 [rows]: position of the row's text in `texts`, -1 where there is none */
  readonly codes: Int32Array;
  /** The texts that stand for nothing, as they are written. */
  readonly missingTexts: readonly string[];
  /** Positions of numbers of a typed file that have no exact text, so that they cannot be categories. */
  readonly inexact: ReadonlySet<number>;
}

const missingCode = -1;

/** Numbers and booleans of typed files count by their usual text. */
export function countTexts(cells: readonly Cell[]): CountedTexts {
  const texts: string[] = [];
  const counts: number[] = [];
  const missingTexts = new Set<string>();
  const inexact = new Set<number>();
  // Of cells as they stand and of their texts, so that only new cells are trimmed.
  const codeOf = new Map<Cell, number>();
  const codes = new Int32Array(cells.length);
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row];
    const code = codeOf.get(cell) ?? newCode(cell);
    if (code !== missingCode) counts[code]++;
    codes[row] = code;
  }
  return { texts, counts, codes, missingTexts: [...missingTexts], inexact };

  function newCode(cell: Cell): number {
    const text = cell === null || cell === undefined ? '' : String(cell).trim();
    let code = missingCode;
    if (isMissingText(text)) missingTexts.add(text);
    else if (text !== '') {
      code = codeOf.get(text) ?? texts.push(text) - 1;
      counts[code] ??= 0;
      codeOf.set(text, code);
    }
    if (cell !== text) codeOf.set(cell, code);
    if (typeof cell === 'number' && Math.abs(cell) > Number.MAX_SAFE_INTEGER) inexact.add(code);
    return code;
  }
}
