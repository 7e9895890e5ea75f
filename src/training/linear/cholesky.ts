/**
 * Solves A·x = b for a symmetric positive definite A by Cholesky factorisation.
 *
 * @param a - [size, size], row after row; only the lower triangle is read
 * @param b - [size]
 * @returns x [size], or undefined when A is not positive definite to working precision: a pivot that is
 *   no larger than the rounding of the sums it was left over from has no digit to trust (Higham, Accuracy
 *   and Stability of Numerical Algorithms, 2002, section 10.1)
 */
export function solveCholesky(a: Float64Array, b: Float64Array): Float64Array | undefined {
  const size = b.length;
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * size + j];
      for (let k = 0; k < j; k++) sum -= factor[i * size + k] * factor[j * size + k];
      if (i !== j) factor[i * size + j] = sum / factor[j * size + j];
      else if (sum > size * Number.EPSILON * a[i * size + i]) factor[i * size + i] = Math.sqrt(sum);
      else return undefined;
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i] -= factor[i * size + k] * x[k];
    x[i] /= factor[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i] -= factor[k * size + i] * x[k];
    x[i] /= factor[i * size + i];
  }
  return x;
}
