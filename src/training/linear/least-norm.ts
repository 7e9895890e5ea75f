import { solveCholesky } from './cholesky';

/**
 * The vector w of least norm among those that come nearest to A·w = b, for a symmetric positive
 * semidefinite A with ones, or zeros for nothing, on its diagonal.
 *
 * A pivoted Cholesky factorisation finds columns that the others are made of (Higham, Accuracy and
 * Stability of Numerical Algorithms, 2002, section 10.3); the solution without those is then projected on
 * what is at right angles to all that A maps to nothing.
 *
 * @param a - [size, size]
 * @param b - [size], of what A reaches
 * @param tolerance - what is left of a column's diagonal when the others explain it
 */
export function leastNorm(
  a: Float64Array,
  b: Float64Array,
  tolerance: number,
): { readonly solution: Float64Array; readonly rank: number } {
  const size = b.length;
  const { order, rank, factor } = pivotedCholesky(a, size, tolerance);
  // The first `rank` entries of `order` are columns that do not explain each other.
  const basic = forwardAndBack(
    factor,
    size,
    rank,
    Array.from(order.subarray(0, rank), (column) => b[column]),
  );
  const w = new Float64Array(size);
  for (let i = 0; i < rank; i++) w[order[i]] = basic[i];
  const spare = size - rank;
  if (spare === 0) return { solution: w, rank };

  // Column d of the others is the sum of explained[d][i] times column i: moving w along that changes nothing.
  const explained = Array.from({ length: spare }, (_, d) =>
    backSubstitute(factor, size, rank, factor.slice((rank + d) * size, (rank + d) * size + rank)),
  );
  const products = new Float64Array(spare * spare);
  const along = new Float64Array(spare);
  for (let d = 0; d < spare; d++) {
    for (let e = 0; e <= d; e++) {
      products[d * spare + e] = products[e * spare + d] = dot(explained[d], explained[e]) + (d === e ? 1 : 0);
    }
    along[d] = dot(explained[d], basic);
  }
  const steps = solveCholesky(products, along);
  // Ones were added to the diagonal: there is a solution.
  if (steps === undefined) throw new Error('A positive definite matrix could not be factorised.');
  for (let d = 0; d < spare; d++) {
    for (let i = 0; i < rank; i++) w[order[i]] -= steps[d] * explained[d][i];
    w[order[rank + d]] += steps[d];
  }
  return { solution: w, rank };
}

/** Rows of the lower triangle in the order of the pivots, [size, size]; past the rank only `rank` columns count. */
function pivotedCholesky(a: Float64Array, size: number, tolerance: number) {
  const order = Int32Array.from({ length: size }, (_, i) => i);
  const factor = new Float64Array(size * size);
  const left = Float64Array.from({ length: size }, (_, i) => a[i * size + i]);
  let rank = 0;
  for (; rank < size; rank++) {
    let pivot = rank;
    for (let i = rank + 1; i < size; i++) if (left[order[i]] > left[order[pivot]]) pivot = i;
    if (left[order[pivot]] <= tolerance) break;
    swapRows(order, factor, size, rank, pivot);
    const column = order[rank];
    const diagonal = Math.sqrt(left[column]);
    factor[rank * size + rank] = diagonal;
    for (let i = rank + 1; i < size; i++) {
      let sum = a[order[i] * size + column];
      for (let k = 0; k < rank; k++) sum -= factor[i * size + k] * factor[rank * size + k];
      factor[i * size + rank] = sum / diagonal;
      left[order[i]] -= (sum / diagonal) ** 2;
    }
  }
  return { order, rank, factor };
}

function swapRows(order: Int32Array, factor: Float64Array, size: number, one: number, other: number): void {
  if (one === other) return;
  const row = factor.slice(one * size, (one + 1) * size);
  factor.copyWithin(one * size, other * size, (other + 1) * size);
  factor.set(row, other * size);
  const column = order[one];
  order[one] = order[other];
  order[other] = column;
}

function forwardAndBack(
  factor: Float64Array,
  size: number,
  rank: number,
  b: readonly number[],
): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < rank; i++) {
    for (let k = 0; k < i; k++) x[i] -= factor[i * size + k] * x[k];
    x[i] /= factor[i * size + i];
  }
  return backSubstitute(factor, size, rank, x);
}

/** Solves Lᵀ·x = b, in place. */
function backSubstitute(factor: Float64Array, size: number, rank: number, b: Float64Array): Float64Array {
  for (let i = rank - 1; i >= 0; i--) {
    for (let k = i + 1; k < rank; k++) b[i] -= factor[k * size + i] * b[k];
    b[i] /= factor[i * size + i];
  }
  return b;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
