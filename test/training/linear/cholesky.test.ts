import { RandomSource } from '../../../src/data';
import { solveCholesky } from '../../../src/training/linear/cholesky';
import { expectSameNumbers } from '../../support/same-numbers';

/** A symmetric positive definite matrix: that of random rows, plus a little on the diagonal. */
function definite(size: number, random: RandomSource): Float64Array {
  const rows = Array.from({ length: size + 3 }, () => Array.from({ length: size }, () => random.normal()));
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    return rows.reduce((sum, row) => sum + row[i] * row[j], i === j ? 0.1 : 0);
  });
}

describe('solveCholesky', () => {
  it.each([1, 2, 5, 40])('solves %d equations', (size) => {
    const random = new RandomSource(size);
    const a = definite(size, random);
    const x = Float64Array.from({ length: size }, () => random.normal());
    const b = x.map((_, i) => x.reduce((sum, value, j) => sum + a[i * size + j] * value, 0));
    expectSameNumbers(solveCholesky(a, b) ?? [], x, { tolerance: 1e-9, floor: 1 });
  });

  it('reads the lower triangle alone and changes nothing', () => {
    const a = Float64Array.of(4, Number.NaN, 2, 3);
    const b = Float64Array.of(2, 5);
    expectSameNumbers(solveCholesky(a, b) ?? [], [-0.5, 2], { tolerance: 1e-15 });
    expectSameNumbers(a, [4, Number.NaN, 2, 3]);
    expectSameNumbers(b, [2, 5]);
  });

  it('does not mind sizes that are far apart', () => {
    const solution = solveCholesky(Float64Array.of(1e20, 0, 0, 1e-20), Float64Array.of(1e20, 1e-20));
    expectSameNumbers(solution ?? [], [1, 1], { tolerance: 1e-15 });
  });

  it.each([
    ['zero', [0]],
    ['negative', [-1]],
    ['missing', [Number.NaN]],
    ['singular', [1, 0, 1, 1]],
    ['singular but for rounding', [1, 0, 1, 1 + Number.EPSILON]],
    ['indefinite', [1, 0, 2, 1]],
    ['of equal rows of thirds', [1 / 3, 0, 0, 1 / 3, 1 / 3, 0, 1 / 3, 1 / 3, 1 / 3]],
  ])('gives nothing for a matrix that is %s', (_, a) => {
    expect(solveCholesky(Float64Array.from(a), new Float64Array(Math.sqrt(a.length)))).toBeUndefined();
  });
});
