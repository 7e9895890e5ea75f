import type { CountedTexts } from './counted-texts';

/** Two 32-bit hashes of a text, by FNV-1a from two starts (http://www.isthe.com/chongo/tech/comp/fnv/). */
function hashText(text: string, start: number): number {
  let hash = start;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

const starts = [0x811c9dc5, 0x5bd1e995] as const;

/** Adds up what the rows of a table hold, column by column, to find the rows that are the same. */
export class RowHashes {
  readonly #low: Uint32Array;
  readonly #high: Uint32Array;

  constructor(rowCount: number) {
    this.#low = new Uint32Array(rowCount);
    this.#high = new Uint32Array(rowCount);
  }

  /**
   * Takes in the next column.
   *
   * @returns a fingerprint of the column itself
   */
  add({ texts, codes }: CountedTexts): string {
    const low = Uint32Array.from(texts, (text) => hashText(text, starts[0]));
    const high = Uint32Array.from(texts, (text) => hashText(text, starts[1]));
    let columnLow: number = starts[0];
    let columnHigh: number = starts[1];
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row];
      const first = code < 0 ? 1 : low[code];
      const second = code < 0 ? 1 : high[code];
      this.#low[row] = mixed(this.#low[row], first);
      this.#high[row] = mixed(this.#high[row], second);
      columnLow = mixed(columnLow, first);
      columnHigh = mixed(columnHigh, second);
    }
    return `${columnLow >>> 0} ${columnHigh >>> 0}`;
  }

  /** How many rows are the same as one before them. */
  repeatedRows(): number {
    const seen = new Map<number, Set<number>>();
    let repeated = 0;
    for (let row = 0; row < this.#low.length; row++) {
      const others = seen.get(this.#low[row]);
      if (others === undefined) seen.set(this.#low[row], new Set([this.#high[row]]));
      else if (others.has(this.#high[row])) repeated++;
      else others.add(this.#high[row]);
    }
    return repeated;
  }
}

/** The last steps of MurmurHash3 on the sum: every bit of both changes about half of the result's. */
function mixed(hash: number, next: number): number {
  let mix = (Math.imul(hash, 31) + next) | 0;
  mix = Math.imul(mix ^ (mix >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return mix ^ (mix >>> 16);
}
