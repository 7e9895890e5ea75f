import { PredictqlError } from '../../contract';
import { operators } from '../../onnx';
import { type BoostingRules, fitBoosting } from '../boosting/fit-boosting';
import { importancesOf } from '../boosting/importances';
import { type Loss, logisticLoss, softmaxLoss, squaredLoss } from '../boosting/losses';
import { emitTrees } from '../boosting/tree-ensemble';
import type { Estimator, EstimatorInput } from '../estimator';
import { assertFittable } from '../fittable';
import { assertNotNegative, assertParameter, assertShare, assertWhole } from '../parameter';
import { probabilityOfTwo } from '../probabilities';

export interface BoostingOptions {
  /** Most rounds. Default 100. */
  readonly trees?: number;
  /** Share of each tree's answer that is added. Default 0.1. */
  readonly learningRate?: number;
  /** Most splits on the way to a leaf. Default 6. */
  readonly maxDepth?: number;
  /** Most leaves of a tree, the most gainful splits first. Default: no limit. */
  readonly maxLeaves?: number;
  /**
   * Least number of rows of a leaf; for classification an estimate from its hessian. Default 20, or 1 where
   * `minChildWeight` is given.
   */
  readonly minLeafRows?: number;
  /** Least hessian of a leaf, which for regression is its number of rows. Default 0.001. */
  readonly minChildWeight?: number;
  /** Weight of half the squared leaf values. Default 0. */
  readonly l2?: number;
  /** Share of the rows that each round sees. Default 1. */
  readonly subsample?: number;
  /** Share of the columns that each round sees. Default 1. */
  readonly columnSample?: number;
  /** By column name, numbers only: 1 the prediction may only rise with it, -1 only fall. */
  readonly monotone?: Readonly<Record<string, 1 | -1>>;
  /** Stop once the loss on a share of the rows has not fallen for so many rounds. Default: never. */
  readonly earlyStopping?: { readonly fraction: number; readonly rounds: number };
}

type Settled = Required<Omit<BoostingOptions, 'maxLeaves' | 'earlyStopping'>> &
  Pick<BoostingOptions, 'maxLeaves' | 'earlyStopping'>;

/**
 * Histogram gradient boosting for numbers, two classes or several. Missing values and categories are split
 * on as they are: no impute and no one-hot step is needed. Close to scikit-learn's
 * HistGradientBoosting with the same settings.
 *
 * @throws PredictqlError `PARAMETER_INVALID` on an option out of its range
 */
export function boosting(options: BoostingOptions = {}): Estimator {
  const settled: Settled = {
    trees: 100,
    learningRate: 0.1,
    maxDepth: 6,
    minLeafRows: options.minChildWeight === undefined ? 20 : 1,
    minChildWeight: 1e-3,
    l2: 0,
    subsample: 1,
    columnSample: 1,
    monotone: {},
    ...options,
  };
  assertOptions(settled);
  return {
    name: 'boosting',
    tasks: ['regression', 'classification'],
    parameters: { ...settled },
    fit(input) {
      const { x, columns, target, random, progress } = input;
      assertFittable(input, 'boosting', { missingAllowed: true });
      const rules: BoostingRules = {
        ...settled,
        maxLeaves: settled.maxLeaves ?? Number.POSITIVE_INFINITY,
        monotone: directions(input, settled.monotone),
        earlyStopping: settled.earlyStopping,
      };
      const loss = lossFor(target.classes);
      const { start, rounds } = fitBoosting(x, columns, target, loss, rules, random, progress);
      return {
        emit(graph, value) {
          const additions = (leaf: number, tree: number) => [{ output: tree % loss.outputs, value: leaf }];
          const raw = emitTrees(graph, value, { trees: rounds.flat(), start, additions });
          if (target.classes === 0) return raw;
          return target.classes === 2 ? probabilityOfTwo(graph, raw) : operators.softmax(graph, raw);
        },
        importances: importancesOf(rounds.flat(), x.columns),
        detail: { rounds: rounds.length },
      };
    },
  };
}

function lossFor(classes: number): Loss {
  if (classes === 0) return squaredLoss;
  return classes === 2 ? logisticLoss : softmaxLoss(classes);
}

function assertOptions(options: Settled): void {
  const owner = "estimator 'boosting'";
  for (const name of ['trees', 'maxDepth', 'minLeafRows'] as const)
    assertWhole(owner, name, options[name], 1);
  for (const name of ['learningRate', 'subsample', 'columnSample'] as const) {
    assertShare(owner, name, options[name]);
  }
  for (const name of ['minChildWeight', 'l2'] as const) assertNotNegative(owner, name, options[name]);
  if (options.maxLeaves !== undefined) assertWhole(owner, 'maxLeaves', options.maxLeaves, 2);
  for (const [name, direction] of Object.entries(options.monotone)) {
    const isDirection = direction === 1 || direction === -1;
    assertParameter(owner, `monotone.${name}`, direction, 'be 1 or -1', isDirection);
  }
  if (options.earlyStopping === undefined) return;
  const { fraction, rounds } = options.earlyStopping;
  const isPart = fraction > 0 && fraction < 1;
  assertParameter(owner, 'earlyStopping.fraction', fraction, 'be above 0 and below 1', isPart);
  assertWhole(owner, 'earlyStopping.rounds', rounds, 1);
}

/** Per column, in their order. */
function directions({ columns, target }: EstimatorInput, monotone: Settled['monotone']): Int8Array {
  const found = new Int8Array(columns.length);
  for (const [name, direction] of Object.entries(monotone)) {
    const position = columns.findIndex((column) => column.name === name);
    if (position < 0 || columns[position].kind === 'category' || target.classes > 2) {
      throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
        subject: "Parameter 'monotone' of estimator 'boosting'",
        expected: 'name columns of numbers, and predict a number or one of two classes',
        received: position >= 0 && target.classes > 2 ? `${target.classes} classes` : `'${name}'`,
      });
    }
    found[position] = direction;
  }
  return found;
}
