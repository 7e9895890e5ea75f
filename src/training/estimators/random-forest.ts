import { operators } from '../../onnx';
import { importancesOf } from '../boosting/importances';
import { emitTrees } from '../boosting/tree-ensemble';
import type { Estimator } from '../estimator';
import { assertFittable } from '../fittable';
import { fitForest } from '../forest/fit-forest';
import { assertShare, assertWhole } from '../parameter';

export interface RandomForestOptions {
  /** Default 100. */
  readonly trees?: number;
  /** Most splits on the way to a leaf. Default 24. */
  readonly maxDepth?: number;
  /** Least number of rows of a leaf, drawn ones counted as often as drawn. Default 1. */
  readonly minLeafRows?: number;
  /**
   * Share of the columns that each split is chosen among, one at least. Default: a third for regression,
   * their square root for classification.
   */
  readonly maxFeatures?: number;
}

/**
 * Random forest for numbers and classes (Breiman, Machine Learning 45(1), 2001): the mean of trees that
 * each see other rows and columns. Missing values and categories are split on as they are: no impute and
 * no one-hot step is needed. Deep trees make large files; larger leaves make smaller ones.
 *
 * @throws PredictqlError `PARAMETER_INVALID` on an option out of its range
 */
export function randomForest(options: RandomForestOptions = {}): Estimator {
  const settled = { trees: 100, maxDepth: 24, minLeafRows: 1, ...options };
  const owner = "estimator 'random-forest'";
  for (const name of ['trees', 'maxDepth', 'minLeafRows'] as const)
    assertWhole(owner, name, settled[name], 1);
  if (settled.maxFeatures !== undefined) assertShare(owner, 'maxFeatures', settled.maxFeatures);
  return {
    name: 'random-forest',
    tasks: ['regression', 'classification'],
    parameters: { ...settled },
    fit(input) {
      const { x, columns, target, random, progress } = input;
      assertFittable(input, 'random-forest', { missingAllowed: true });
      const share = settled.maxFeatures ?? (target.classes > 0 ? 1 / Math.sqrt(x.columns) : 1 / 3);
      const candidates = Math.max(1, Math.round(share * x.columns));
      const rules = { ...settled, candidates };
      const { start, trees } = fitForest(x, columns, target, rules, random, progress);
      return {
        emit(graph, value) {
          const zeros = new Float64Array(Math.max(1, target.classes));
          const sum = emitTrees(graph, value, { trees, start: zeros, additions: (leaf) => leaf });
          const mean = operators.multiply(graph, sum, operators.scalar(graph, 1 / trees.length));
          return target.classes > 0 ? mean : operators.add(graph, mean, operators.scalar(graph, start));
        },
        importances: importancesOf(trees, x.columns),
        detail: {
          trees: trees.length,
          leaves: trees.reduce((sum, { nodes }) => sum + (nodes.length + 1) / 2, 0),
        },
      };
    },
  };
}
