import type { Matrix } from '../../contract';
import type { RandomSource } from '../../data';
import { binMatrix } from '../boosting/bins';
import type { Tree } from '../boosting/tree';
import { assertWritable } from '../boosting/tree-ensemble';
import type { Column } from '../column';
import type { TrainingTarget } from '../step';
import { amountsOf } from './forest-rows';
import { type ForestLeaf, type ForestRules, growForestTree } from './grow-forest-tree';

export interface Forest {
  /** The mean of the trees' answers is counted from here. */
  readonly start: number;
  readonly trees: readonly Tree<ForestLeaf>[];
}

/**
 * A random forest (Breiman, Machine Learning 45(1), 2001): each tree sees rows drawn with replacement, and
 * each split some of the columns.
 *
 * @throws PredictqlError `ESTIMATOR_UNFITTABLE` when the trees grow too large for a file
 */
export function fitForest(
  x: Matrix,
  columns: readonly Column[],
  target: TrainingTarget,
  rules: ForestRules & { readonly trees: number },
  random: RandomSource,
  progress: (fraction: number) => void,
): Forest {
  const bins = new Uint8Array(x.rows * x.columns);
  const cuts = binMatrix(x, columns, bins);
  const { start, ...amounts } = amountsOf(target);
  const data = { bins, cuts, rowCount: x.rows, columnCount: x.columns, ...amounts };
  const trees: Tree<ForestLeaf>[] = [];
  let nodes = 0;
  for (let number = 0; number < rules.trees; number++) {
    const own = random.fork(`tree ${number}`);
    const tree = growForestTree(data, drawnRows(x.rows, own), rules, own);
    trees.push(tree);
    nodes += tree.nodes.length;
    // Better now than when all are grown.
    assertWritable(nodes);
    progress((number + 1) / rules.trees);
  }
  return { start, trees };
}

/** How often each row comes up when as many are drawn as there are. */
function drawnRows(rows: number, random: RandomSource): Float64Array {
  const counts = new Float64Array(rows);
  for (let draw = 0; draw < rows; draw++) counts[random.integer(rows)]++;
  return counts;
}
