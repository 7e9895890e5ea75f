/** Numbers that look random and are the same for the same seed: mulberry32, public domain. */
export class SampleRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). */
  uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Whole, from 0 up to, not including, a count. */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  /** About standard normal: a sum of four uniform numbers, which has no far outliers. */
  normal(): number {
    const sum = this.uniform() + this.uniform() + this.uniform() + this.uniform();
    return (sum - 2) * Math.sqrt(3);
  }

  one<T>(values: readonly T[]): T {
    return values[this.below(values.length)];
  }
}
