import { leastNorm } from './least-norm';
import type { NormalEquations } from './normal-equations';

/** Half of a float32's last digit, squared: what rounding the data leaves of a column that others explain. */
const roundingSquared = 2 ** -48;

/**
 * Coefficients that minimise |y - Xw|². Where columns explain each other, many do: of them those that have
 * the least sum of squares when each is measured in its column's deviation, whatever the units.
 *
 * @returns [columns], and how many columns are independent of each other
 */
export function leastSquares({ columns, gram, correlation }: NormalEquations): {
  readonly coefficients: Float64Array;
  readonly rank: number;
} {
  const sizes = Float64Array.from({ length: columns }, (_, i) => Math.sqrt(gram[i * columns + i]));
  // A constant column has size 0: dividing by 1 leaves its zeros.
  const scales = sizes.map((size) => size || 1);
  const scaled = gram.map((value, at) => value / (scales[Math.floor(at / columns)] * scales[at % columns]));
  const { solution, rank } = leastNorm(
    scaled,
    correlation.map((value, column) => value / scales[column]),
    columns * roundingSquared,
  );
  return { coefficients: solution.map((value, column) => value / scales[column]), rank };
}
