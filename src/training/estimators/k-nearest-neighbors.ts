import { PredictqlError } from '../../contract';
import { floats, type GraphBuilder, int64s, operators, type Value } from '../../onnx';
import type { Estimator } from '../estimator';
import { assertFittable } from '../fittable';
import { emitNeighbors } from '../neighbors/emit-neighbors';
import { assertWhole } from '../parameter';
import type { TrainingTarget } from '../step';

export interface KNearestNeighborsOptions {
  /** How many rows answer together. Default 5. */
  readonly neighbors?: number;
}

/** Distances to all rows are held at once, 8 bytes each: 0.8 GB where so many rows ask so many. */
const mostRows = 10_000;

/**
 * The mean of the nearest rows by Euclidean distance, or the share of each class among them; scikit-learn's
 * KNeighbors with uniform weights. Scale the columns, or the one with the largest numbers decides. The model
 * holds all training rows: for few rows, and not for data that must stay private.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless neighbors is a whole number from 1
 */
export function kNearestNeighbors({ neighbors = 5 }: KNearestNeighborsOptions = {}): Estimator {
  assertWhole("estimator 'k-nearest-neighbors'", 'neighbors', neighbors, 1);
  return {
    name: 'k-nearest-neighbors',
    tasks: ['regression', 'classification'],
    parameters: { neighbors },
    fit(input) {
      assertFittable(input, 'k-nearest-neighbors');
      const { x, target } = input;
      if (x.rows < neighbors || x.rows > mostRows) {
        throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
          subject: "Estimator 'k-nearest-neighbors'",
          expected: `see ${neighbors} to ${mostRows} rows`,
          received: String(x.rows),
          remedy: x.rows < neighbors ? 'Ask fewer neighbors.' : 'Sample the rows, or use another estimator.',
        });
      }
      return {
        emit: (graph, value) => answerOf(graph, emitNeighbors(graph, value, x, neighbors), target, neighbors),
        detail: { rows: x.rows },
      };
    },
  };
}

/**
 * @param nearest - int64 [N, neighbors]: rows
 * @returns float [N, 1], or [N, classes]
 */
function answerOf(
  graph: GraphBuilder,
  nearest: Value,
  { values, classes }: TrainingTarget,
  neighbors: number,
): Value {
  const told = operators.gatherElements(graph, graph.constant(floats(values)), nearest);
  const count = operators.scalar(graph, neighbors);
  const [rows] = nearest.shape;
  const axis = graph.constant(int64s([1]));
  const [apart] = graph.node('Unsqueeze', [told, axis], [{ type: 'float', shape: [rows, 1, neighbors] }]);
  if (classes === 0) return operators.divide(graph, operators.sumOfLastAxis(graph, apart), count);
  const each = graph.constant(
    floats(
      Float32Array.from({ length: classes }, (_, k) => k),
      [1, classes, 1],
    ),
  );
  const votes = operators.cast(graph, operators.equal(graph, apart, each), 'float');
  return operators.divide(graph, operators.sumOfLastAxis(graph, votes), count);
}
