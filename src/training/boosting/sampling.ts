import type { RandomSource } from '../../data';

/** 0 to count - 1. */
export function allOf(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i);
}

/** So many of the entries, rounded, without replacement and in their old order. */
export function sample(entries: Int32Array, size: number, random: RandomSource): Int32Array {
  const wanted = Math.min(entries.length, Math.round(size));
  const drawn = Int32Array.from(entries);
  // The first steps of Fisher and Yates's shuffle.
  for (let i = 0; i < wanted; i++) {
    const j = i + random.integer(drawn.length - i);
    [drawn[i], drawn[j]] = [drawn[j], drawn[i]];
  }
  return drawn.subarray(0, wanted).sort();
}

/** The values at the indices. */
export function pick(values: Float64Array, indices: Int32Array): Float64Array {
  return Float64Array.from(indices, (index) => values[index]);
}
