import type { RandomSource } from '../../data';
import { partition } from '../boosting/partition';
import { allOf } from '../boosting/sampling';
import type { Split, Tree, TreeNode } from '../boosting/tree';
import { ColumnSums } from './column-sums';
import { type ForestSums, findForestSplit } from './find-forest-split';
import type { ForestRows } from './forest-rows';

export interface ForestRules {
  readonly maxDepth: number;
  /** Least weight of a leaf. */
  readonly minLeafRows: number;
  /** How many columns a split is chosen among. */
  readonly candidates: number;
}

/** What a leaf answers, where that is not 0. */
export type ForestLeaf = readonly { readonly output: number; readonly value: number }[];

interface OpenNode {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

/**
 * Grows one tree of a forest, depth first. Each split is the best of some columns drawn anew: as many as
 * asked for, not counting those that are constant in the node, and more while none can be split on.
 *
 * @param weights - float64 [rows]: how often the tree sees each row
 */
export function growForestTree(
  data: ForestRows,
  weights: Float64Array,
  { maxDepth, minLeafRows, candidates }: ForestRules,
  random: RandomSource,
): Tree<ForestLeaf> {
  const rows = allOf(data.rowCount).filter((row) => weights[row] > 0);
  const binned = { rows, bins: data.bins, columnCount: data.columnCount };
  const scratch = new Int32Array(rows.length);
  const found = new ColumnSums(data.channels);
  const columns = allOf(data.columnCount);
  const nodes: TreeNode<ForestLeaf>[] = [{ value: [] }];

  const splitOf = (own: Int32Array, sums: ForestSums): Split | undefined => {
    let best: Split | undefined;
    let seen = 0;
    for (let drawn = 0; drawn < columns.length; drawn++) {
      if (seen >= candidates && best !== undefined) break;
      const other = drawn + random.integer(columns.length - drawn);
      const column = columns[other];
      columns[other] = columns[drawn];
      columns[drawn] = column;
      found.fill(data, column, own, weights);
      if (found.isConstant) continue;
      seen++;
      best = findForestSplit(found, column, data.cuts[column], sums, minLeafRows, best?.gain ?? 0) ?? best;
    }
    return best;
  };

  const open: OpenNode[] = [{ index: 0, start: 0, end: rows.length, depth: 0 }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { index, start, end, depth } = node;
    const own = rows.subarray(start, end);
    const sums = sumsOf(data, own, weights);
    const mayBeSplit = depth < maxDepth && sums.weight >= 2 * minLeafRows && !isPure(data, own);
    const split = mayBeSplit ? splitOf(own, sums) : undefined;
    if (split === undefined) {
      nodes[index] = { value: leafOf(sums) };
      continue;
    }
    const middle = partition(binned, split, start, end, scratch);
    const left = nodes.push({ value: [] }, { value: [] }) - 2;
    nodes[index] = { split, left, right: left + 1 };
    open.push({ index: left + 1, start: middle, end, depth: depth + 1 });
    open.push({ index: left, start, end: middle, depth: depth + 1 });
  }
  return { nodes };
}

function sumsOf(
  { channels, channelOf, amounts }: ForestRows,
  rows: Int32Array,
  weights: Float64Array,
): ForestSums {
  const sums = new Float64Array(channels);
  let weight = 0;
  for (const row of rows) {
    weight += weights[row];
    sums[channelOf[row]] += weights[row] * amounts[row];
  }
  return { weight, sums };
}

/** Whether all rows ask for the same answer. */
function isPure({ channelOf, amounts }: ForestRows, rows: Int32Array): boolean {
  const [first] = rows;
  for (const row of rows) {
    if (channelOf[row] !== channelOf[first] || amounts[row] !== amounts[first]) return false;
  }
  return true;
}

function leafOf({ weight, sums }: ForestSums): ForestLeaf {
  const leaf: ForestLeaf[number][] = [];
  for (const [output, sum] of sums.entries()) if (sum !== 0) leaf.push({ output, value: sum / weight });
  // ONNX wants every leaf to say something.
  return leaf.length > 0 ? leaf : [{ output: 0, value: 0 }];
}
