import { RandomSource } from '../../../src/data';
import { leastNorm } from '../../../src/training/linear/least-norm';

/** A matrix of the given rank with ones on its diagonal, and what it makes of a random vector. */
function problemOf(size: number, rank: number, seed: number) {
  const random = new RandomSource(seed);
  const factor = Array.from({ length: size }, () => {
    const row = Array.from({ length: rank }, () => random.normal());
    const length = Math.hypot(...row);
    return row.map((value) => value / length);
  });
  const a = Float64Array.from({ length: size * size }, (_, at) =>
    dot(factor[Math.floor(at / size)], factor[at % size]),
  );
  const w = Array.from({ length: size }, () => random.normal());
  return { a, factor, b: times(a, w) };
}

function dot(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i] * other[i];
  return sum;
}

function times(a: Float64Array, w: ArrayLike<number>): Float64Array {
  const size = w.length;
  return Float64Array.from({ length: size }, (_, row) => dot(a.subarray(row * size, (row + 1) * size), w));
}

describe('the solution of least norm', () => {
  it.each([
    [1, 1],
    [5, 5],
    [8, 3],
    [30, 12],
    [30, 1],
    [40, 39],
  ])('of a matrix of %d columns and rank %d', (size, rank) => {
    for (const seed of [1, 2, 3]) {
      const { a, factor, b } = problemOf(size, rank, seed);
      const { solution, rank: found } = leastNorm(a, b, 1e-12);
      expect(found).toBe(rank);
      for (const [row, value] of times(a, solution).entries()) expect(value).toBeCloseTo(b[row], 8);
      // Least norm: within the span of the factor's columns, so that projecting on it changes nothing.
      const along = Array.from({ length: rank }, (_, k) =>
        dot(
          factor.map((row) => row[k]),
          solution,
        ),
      );
      const gram = Float64Array.from({ length: rank * rank }, (_, at) =>
        dot(
          factor.map((row) => row[Math.floor(at / rank)]),
          factor.map((row) => row[at % rank]),
        ),
      );
      const diagonal = gram.map(
        (value, at) =>
          value / Math.sqrt(gram[Math.floor(at / rank) * (rank + 1)] * gram[(at % rank) * (rank + 1)]),
      );
      const scale = Array.from({ length: rank }, (_, k) => Math.sqrt(gram[k * (rank + 1)]));
      const inner = leastNorm(
        diagonal,
        Float64Array.from(along, (value, k) => value / scale[k]),
        1e-14,
      ).solution;
      const projected = factor.map((row) =>
        row.reduce((sum, value, k) => sum + (value * inner[k]) / scale[k], 0),
      );
      for (const [row, value] of solution.entries()) expect(value).toBeCloseTo(projected[row], 7);
    }
  });

  it('is 0 for columns of nothing', () => {
    const { solution, rank } = leastNorm(Float64Array.of(1, 0, 0, 0), Float64Array.of(3, 0), 1e-12);
    expect([...solution]).toEqual([3, 0]);
    expect(rank).toBe(1);
  });

  it('is shared by columns that repeat each other', () => {
    const { solution } = leastNorm(
      Float64Array.of(1, -1, 1, -1, 1, -1, 1, -1, 1),
      Float64Array.of(3, -3, 3),
      1e-12,
    );
    for (const [at, value] of [1, -1, 1].entries()) expect(solution[at]).toBeCloseTo(value, 12);
  });
});
