import { normalEquations } from '../../../src/training/linear/normal-equations';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { linearData } from '../estimators/linear-estimator-suite';
import { matrixOf, rowsOf } from '../matrices';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, at) => sum + value * b[at], 0);

describe('normalEquations', () => {
  // Rows are taken eight at a time.
  it.each([1, 2, 7, 8, 9, 16, 17, 100])('of %d rows are sums over all of them', (rows) => {
    const { x, y } = linearData(rows, 5);
    const columns = [0, 1, 2, 3, 4].map((column) => rowsOf(x).map((row) => row[column]));
    const centred = columns.map((column) => column.map((value) => value - mean(column)));
    const residual = y.map((value) => value - mean(y));
    const found = normalEquations(x, Float64Array.from(y));
    const close = { tolerance: tolerances.float64, floor: 1 };
    expect([found.rows, found.columns]).toEqual([rows, 5]);
    expectSameNumbers(found.means, columns.map(mean), close);
    expectSameNumbers([found.targetMean], [mean(y)], close);
    expectSameNumbers(
      found.gram,
      centred.flatMap((a) => centred.map((b) => dot(a, b))),
      close,
    );
    expectSameNumbers(
      found.correlation,
      centred.map((a) => dot(a, residual)),
      close,
    );
    expectSameNumbers([found.targetSquares], [dot(residual, residual)], close);
  });

  it('keep the digits of columns whose mean is large', () => {
    const x = matrixOf([[16_777_216], [16_777_215], [16_777_214], [16_777_215]]);
    const { gram, correlation } = normalEquations(x, Float64Array.of(1e9 + 1, 1e9, 1e9 - 1, 1e9));
    expectSameNumbers([...gram, ...correlation], [2, 2]);
  });

  it('are exactly 0 for a constant column', () => {
    const x = matrixOf(Array.from({ length: 1000 }, (_, row) => [0.1, row]));
    const { gram, correlation } = normalEquations(
      x,
      Float64Array.from({ length: 1000 }, (_, row) => row),
    );
    expectSameNumbers([gram[0], gram[1], gram[2], correlation[0]], [0, 0, 0, 0]);
  });

  it('weigh rows as if each were there so often', () => {
    const { x, y } = linearData(20, 3);
    const weights = Float64Array.from({ length: 20 }, (_, row) => 1 + (row % 3));
    const often = [...weights.keys()].flatMap((row) => new Array<number>(weights[row]).fill(row));
    const repeated = matrixOf(often.map((row) => rowsOf(x)[row]));
    const expected = normalEquations(
      repeated,
      Float64Array.from(often, (row) => y[row]),
    );
    const found = normalEquations(x, Float64Array.from(y), weights);
    const close = { tolerance: tolerances.float64, floor: 1 };
    for (const part of ['means', 'gram', 'correlation'] as const) {
      expectSameNumbers(found[part], expected[part], close);
    }
    expectSameNumbers(
      [found.targetMean, found.targetSquares],
      [expected.targetMean, expected.targetSquares],
      close,
    );
  });

  it('are exactly 0 for a constant column, whatever the weights', () => {
    const x = matrixOf(Array.from({ length: 100 }, () => [0.1]));
    const weights = Float64Array.from({ length: 100 }, (_, row) => 1e-6 + Math.abs(Math.sin(row)));
    const { gram, means } = normalEquations(x, new Float64Array(100).fill(1), weights);
    expectSameNumbers([gram[0], means[0]], [0, Math.fround(0.1)]);
  });
});
