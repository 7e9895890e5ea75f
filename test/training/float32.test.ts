import { RandomSource } from '../../src/data';
import { float32AtLeast, float32AtMost } from '../../src/training/float32';

const smallest = 2 ** -149;
const largest = 2 ** 128 - 2 ** 104;

describe('the nearest float32 on one side', () => {
  it.each([
    [0, 0, 0],
    [0.1, 0.10000000149011612, 0.09999999403953552],
    [-0.1, -0.09999999403953552, -0.10000000149011612],
    [1, 1, 1],
    [1 + 2 ** -40, 1 + 2 ** -23, 1],
    [1e-60, smallest, 0],
    [-1e-60, 0, -smallest],
    [1e39, Number.POSITIVE_INFINITY, largest],
    [-1e39, -largest, Number.NEGATIVE_INFINITY],
    [Number.NaN, Number.NaN, Number.NaN],
  ])('of %d', (value, above, below) => {
    expect(float32AtLeast(value) + 0).toBe(above);
    expect(float32AtMost(value) + 0).toBe(below);
  });

  it('compares with float32 numbers as the number itself does', () => {
    const random = new RandomSource(1);
    for (let draw = 0; draw < 1000; draw++) {
      const value = random.normal() * 10 ** (draw % 20);
      for (const near of [
        Math.fround(value),
        Math.fround(value * (1 + 6e-8)),
        Math.fround(value * (1 - 6e-8)),
      ]) {
        expect(near >= float32AtLeast(value)).toBe(near >= value);
        expect(near > float32AtMost(value)).toBe(near > value);
      }
    }
  });
});
