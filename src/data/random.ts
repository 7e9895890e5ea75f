import { createHash } from 'node:crypto';

/**
 * xoshiro128** 1.1, the 32-bit generator of David Blackman and Sebastiano Vigna
 * (https://prng.di.unimi.it/xoshiro128starstar.c, public domain).
 *
 * @param state - four words, not all zero; changed by every draw
 * @returns draws of a whole number in [0, 2^32)
 */
export function xoshiro128(state: Uint32Array): () => number {
  return () => {
    const mixed = Math.imul(state[1], 5);
    const result = Math.imul((mixed << 7) | (mixed >>> 25), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = (state[3] << 11) | (state[3] >>> 21);
    return result;
  };
}

/**
 * A stream of random numbers that a seed decides: the same on every machine and every Node version.
 * Math.random cannot be seeded, so nothing that shapes a model may use it.
 */
export class RandomSource {
  readonly #key: readonly (number | string)[];
  readonly #word: () => number;

  /** @param seed - any whole number that a double holds exactly */
  constructor(seed: number, ...labels: readonly string[]) {
    if (!Number.isSafeInteger(seed)) throw new RangeError(`A seed must be a whole number, got ${seed}.`);
    this.#key = [seed, ...labels];
    // A hash spreads neighbouring seeds over the whole state, and no label can collide with another.
    const digest = createHash('sha256').update(JSON.stringify(this.#key)).digest();
    this.#word = xoshiro128(Uint32Array.from([0, 4, 8, 12], (at) => digest.readUInt32LE(at)));
  }

  /** A number in [0, 1), one of 2^53 evenly spaced ones. */
  next(): number {
    const high = this.#word() >>> 5;
    const low = this.#word() >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  }

  /** A whole number in [0, n), each equally likely; n from 1 to 2^32. */
  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 0x100000000) {
      throw new RangeError(`The number of choices must be from 1 to 2^32, got ${n}.`);
    }
    // Draws past the last whole multiple of n would favour the small remainders.
    const limit = 0x100000000 - (0x100000000 % n);
    let draw = this.#word();
    while (draw >= limit) draw = this.#word();
    return draw % n;
  }

  /**
   * A draw from the normal distribution with mean 0 and variance 1, by Marsaglia's polar method.
   *
   * The standard leaves the last bit of Math.log to the engine. V8 computes it in portable C on every
   * platform, but another engine may differ there: use it where a last bit decides nothing, such as
   * the first weights of a network. How many words a draw takes does not depend on Math.log.
   */
  normal(): number {
    for (;;) {
      const x = 2 * this.next() - 1;
      const y = 2 * this.next() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
    }
  }

  /** Puts the entries into a random order, in place (Fisher-Yates), and returns them. */
  shuffle(entries: Int32Array): Int32Array {
    for (let last = entries.length - 1; last > 0; last--) {
      const other = this.integer(last + 1);
      const entry = entries[last];
      entries[last] = entries[other];
      entries[other] = entry;
    }
    return entries;
  }

  /**
   * An independent stream for one purpose. It depends on the seed and the labels alone, not on what was
   * drawn before, so that a new use of randomness leaves the others as they were.
   */
  fork(label: string): RandomSource {
    const [seed, ...labels] = this.#key;
    return new RandomSource(seed as number, ...(labels as string[]), label);
  }
}
