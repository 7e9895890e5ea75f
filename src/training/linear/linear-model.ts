import { PredictqlError } from '../../contract';
import { floats, type GraphBuilder, operators, type Value } from '../../onnx';
import type { Column } from '../column';
import type { FittedEstimator } from '../estimator';
import type { Json } from '../step';
import type { NormalEquations } from './normal-equations';

/**
 * The fitted model ŷ = x · coefficients + intercept, as one Gemm. A column's importance is the size of its
 * coefficient, which compares columns of one scale only.
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
    importances: coefficients.map(Math.abs),
    detail: {
      ...detail,
      intercept,
      coefficients: Object.fromEntries(columns.map(({ name }, index) => [name, coefficients[index]])),
    },
  };
}
