import { listed, type Matrix, PredictqlError } from '../../contract';
import { floats, type GraphBuilder, operators, type Value } from '../../onnx';
import type { Column } from '../column';
import type { EstimatorInput, FittedEstimator } from '../estimator';
import type { Json } from '../step';
import type { NormalEquations } from './normal-equations';

/** @throws PredictqlError `ESTIMATOR_UNFITTABLE` when the data hold NaN or infinities, no row or no column */
export function assertDense({ x, columns, target }: EstimatorInput, estimator: string): void {
  const subject = `Estimator '${estimator}'`;
  if (x.rows === 0 || x.columns === 0) {
    throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
      subject,
      expected: 'see rows and columns',
      received: `${x.rows} rows of ${x.columns} columns`,
    });
  }
  const holed = columns.filter((_, index) => !isFiniteColumn(x, index));
  if (holed.length > 0) {
    throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
      subject,
      expected: 'see no missing or infinite values',
      received: `some in ${listed(holed.map(({ name }) => name))}`,
      remedy: 'Put an impute step before it.',
    });
  }
  const wrong = target.values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
      subject: `The target of estimator '${estimator}'`,
      expected: 'be finite in every row',
      received: `${target.values[wrong]} in row ${wrong + 1}`,
    });
  }
}

/**
 * The fitted model ŷ = x · coefficients + intercept, as one Gemm.
 *
 * @throws PredictqlError `ESTIMATOR_UNFITTABLE` when float32 cannot hold a coefficient or the intercept
 */
export function linearModel(
  { means, targetMean }: NormalEquations,
  coefficients: Float64Array,
  columns: readonly Column[],
  detail: { readonly [key: string]: Json } = {},
): FittedEstimator {
  let intercept = targetMean;
  for (const [index, coefficient] of coefficients.entries()) intercept -= coefficient * means[index];
  if (![intercept, ...coefficients].every((value) => Number.isFinite(Math.fround(value)))) {
    throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
      subject: 'A linear model',
      expected: 'have finite coefficients in float32',
      received: 'larger ones',
      remedy: 'Scale the columns and the target to ranges that are closer together.',
    });
  }
  return {
    emit: (graph: GraphBuilder, x: Value) =>
      operators.affine(
        graph,
        x,
        graph.constant(floats(coefficients, [coefficients.length, 1])),
        graph.constant(floats([intercept])),
      ),
    detail: {
      ...detail,
      intercept,
      coefficients: Object.fromEntries(columns.map(({ name }, index) => [name, coefficients[index]])),
    },
  };
}

function isFiniteColumn({ data, columns }: Matrix, column: number): boolean {
  for (let at = column; at < data.length; at += columns) if (!Number.isFinite(data[at])) return false;
  return true;
}
