import { PredictqlError } from '../../contract';
import { floats, operators } from '../../onnx';
import type { Column } from '../column';
import type { FittedEstimator } from '../estimator';
import { probabilityOfTwo } from '../probabilities';
import type { FittedLogistic } from './fit-logistic';

/**
 * The fitted classifier: one Gemm, then sigmoid or softmax.
 *
 * @throws PredictqlError `ESTIMATOR_UNFITTABLE` when float32 cannot hold a coefficient or an intercept
 */
export function logisticModel(
  { coefficients, intercepts, iterations, converged }: FittedLogistic,
  columns: readonly Column[],
): FittedEstimator {
  const outputs = intercepts.length;
  // [columns, outputs]
  const weights = Float64Array.from(
    { length: columns.length * outputs },
    (_, at) => coefficients[at % outputs][Math.floor(at / outputs)],
  );
  if (![...intercepts, ...weights].every((value) => Number.isFinite(Math.fround(value)))) {
    throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
      subject: 'A logistic model',
      expected: 'have finite coefficients in float32',
      received: 'larger ones',
      remedy: 'Scale the columns to ranges that are closer together, or lower C.',
    });
  }
  const shown = (values: ArrayLike<number>) => (outputs === 1 ? values[0] : Array.from(values));
  return {
    emit(graph, x) {
      const scores = operators.affine(
        graph,
        x,
        graph.constant(floats(weights, [columns.length, outputs])),
        graph.constant(floats(intercepts)),
      );
      return outputs === 1 ? probabilityOfTwo(graph, scores) : operators.softmax(graph, scores);
    },
    importances: Float64Array.from(columns, (_, column) => {
      const sizes = coefficients.map((own) => Math.abs(own[column]));
      return sizes.reduce((sum, size) => sum + size, 0) / outputs;
    }),
    detail: {
      iterations,
      converged,
      intercept: shown(intercepts),
      coefficients: Object.fromEntries(
        columns.map(({ name }, column) => [name, shown(coefficients.map((own) => own[column]))]),
      ),
    },
  };
}
