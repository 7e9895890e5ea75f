import { operators } from '../../onnx';
import { fitBoosting } from '../boosting/fit-boosting';
import { importancesOf } from '../boosting/importances';
import { type Loss, logisticLoss, softmaxLoss, squaredLoss } from '../boosting/losses';
import { emitTrees } from '../boosting/tree-ensemble';
import type { Column } from '../column';
import type { Estimator } from '../estimator';
import { assertFittable } from '../fittable';
import { probabilityOfTwo } from '../probabilities';
import { positionOf } from '../selector';

export interface BoostingOptions {
  /** Most rounds. Default 100. */
  readonly trees?: number;
  /** Share of each tree's answer that is added. Default 0.1. */
  readonly learningRate?: number;
  /** Most splits on the way to a leaf. Default 6. */
  readonly maxDepth?: number;
  /** Most leaves of a tree, the most gainful splits first. Default: no limit. */
  readonly maxLeaves?: number;
  /** Least hessian of a leaf; for regression that is the least number of rows. Default 20. */
  readonly minChildWeight?: number;
  /** Weight of half the squared leaf values. Default 0. */
  readonly l2?: number;
  /** Share of the rows that each round sees. Default 1. */
  readonly subsample?: number;
  /** Share of the columns that each round sees. Default 1. */
  readonly columnSample?: number;
  /** By column name: 1 the prediction may only rise with it, -1 only fall. */
  readonly monotone?: Readonly<Record<string, 1 | -1>>;
  /** Stop once the loss on a share of the rows has not fallen for so many rounds. */
  readonly earlyStopping?: { readonly fraction: number; readonly rounds: number };
}

/**
 * Histogram gradient boosting for numbers, two classes or several. Missing values and categories are split
 * on as they are: no impute and no one-hot step is needed. Close to scikit-learn's
 * HistGradientBoosting with the same settings.
 */
export function boosting(options: BoostingOptions = {}): Estimator {
  const {
    trees = 100,
    learningRate = 0.1,
    maxDepth = 6,
    maxLeaves,
    minChildWeight = 20,
    l2 = 0,
    subsample = 1,
    columnSample = 1,
    monotone = {},
    earlyStopping,
  } = options;
  const rules = { trees, learningRate, maxDepth, minChildWeight, l2, subsample, columnSample, earlyStopping };
  return {
    name: 'boosting',
    tasks: ['regression', 'classification'],
    parameters: { ...options },
    fit(input) {
      const { x, columns, target, random, progress } = input;
      assertFittable(input, 'boosting', { missingAllowed: true });
      const fitted = fitBoosting(
        x,
        columns,
        target.values,
        lossFor(target.classes),
        {
          ...rules,
          maxLeaves: maxLeaves ?? Number.POSITIVE_INFINITY,
          monotone: directions(columns, monotone),
        },
        random,
        progress,
      );
      return {
        emit(graph, value) {
          const trees = fitted.rounds.flatMap((round) => round.map((tree, output) => ({ tree, output })));
          const raw = emitTrees(graph, value, { trees, start: fitted.start });
          if (target.classes === 0) return raw;
          return target.classes === 2 ? probabilityOfTwo(graph, raw) : operators.softmax(graph, raw);
        },
        importances: importancesOf(fitted.rounds.flat(), x.columns),
        detail: { rounds: fitted.rounds.length },
      };
    },
  };
}

function lossFor(classes: number): Loss {
  if (classes === 0) return squaredLoss;
  return classes === 2 ? logisticLoss : softmaxLoss(classes);
}

function directions(columns: readonly Column[], monotone: Readonly<Record<string, 1 | -1>>): Int8Array {
  const found = new Int8Array(columns.length);
  for (const [name, direction] of Object.entries(monotone)) {
    found[positionOf(columns, name, 'boosting')] = direction;
  }
  return found;
}
