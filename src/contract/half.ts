import { overflowOf } from './dtype';

/**
 * float16 as its bits: Node before 24 has no Float16Array. IEEE 754: 1 bit of sign, 5 of exponent, 10 of
 * fraction.
 */

const infinityBits = 0x7c00;
const nanBits = 0x7e00;

/** The bits of the float16 that is nearest to a number, ties to even; out of range it is infinite. */
export function toHalf(value: number): number {
  if (Number.isNaN(value)) return nanBits;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size >= overflowOf.float16) return sign | infinityBits;
  // Below the smallest normal number the steps are of one size.
  if (size < 2 ** -14) return sign | toEven(size * 2 ** 24);
  const exponent = exponentOf(size);
  // A fraction that rounds up to 1024 carries into the exponent, which is right.
  return sign | (((exponent + 15) << 10) + toEven((size / 2 ** exponent - 1) * 1024));
}

/** The number whose float16 bits these are; a double holds it exactly, and so does a float32. */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

/** Of a number from 2^-14 to 65520. */
function exponentOf(size: number): number {
  const estimate = Math.floor(Math.log2(size));
  // The logarithm of a number just below a power of two rounds up to it.
  return 2 ** estimate > size ? estimate - 1 : estimate;
}

function toEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
