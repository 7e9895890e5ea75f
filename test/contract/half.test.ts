import { fromHalf, toHalf } from '../../src/contract/half';

describe('float16 bits', () => {
  it.each([
    [0, 0x0000],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [0.1, 0x2e66],
    [65_504, 0x7bff],
    [65_519.99, 0x7bff],
    [65_520, 0x7c00],
    [Number.NEGATIVE_INFINITY, 0xfc00],
    [Number.NaN, 0x7e00],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    // Half of the smallest goes to even, which is 0; anything more goes up.
    [2 ** -25, 0x0000],
    [2 ** -25 * 1.0001, 0x0001],
    [2 ** -14 - 2 ** -26, 0x0400],
    // Ties between 2048 and 2050, and between 2050 and 2052.
    [2049, 0x6800],
    [2051, 0x6802],
    // A logarithm of this rounds up to 12.
    [4096 - 2 ** -40, 0x6c00],
  ])('of %d are %d', (value, bits) => {
    expect(toHalf(value)).toBe(bits);
  });

  it('come back from every number that they stand for', () => {
    const all = Array.from({ length: 0x1_0000 }, (_, bits) => bits);
    const numbers = all.filter((bits) => !Number.isNaN(fromHalf(bits)));
    expect(numbers).toHaveLength(0x1_0000 - 2 * 1023);
    expect(numbers.filter((bits) => toHalf(fromHalf(bits)) !== bits)).toEqual([]);
    expect(numbers.filter((bits) => Math.fround(fromHalf(bits)) !== fromHalf(bits))).toEqual([]);
  });
});
