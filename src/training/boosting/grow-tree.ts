import type { ColumnBins } from './bins';
import { missingBin } from './bins';
import { binsPerColumn } from './histogram-kernel';
import {
  type FoundSplit,
  findSplit,
  leafValue,
  type NodeSums,
  type SplitRules,
  unbounded,
  type ValueBounds,
} from './split-search';
import type { Split, Tree, TreeNode } from './tree';
import type { TreeWorkspace } from './workspace';

export interface GrowthRules extends SplitRules {
  readonly maxDepth: number;
  /** Infinity: no limit, and then trees grow depth first, which needs few histograms at a time. */
  readonly maxLeaves: number;
  /** Multiplies every leaf value. */
  readonly learningRate: number;
  /** The columns that a node may be split on; asked anew for each node. */
  readonly candidates: () => ArrayLike<number>;
}

/** A node that may still be split: its rows are `rows[start..end)` of the workspace. */
interface OpenNode {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly sums: NodeSums;
  readonly bounds: ValueBounds;
  /** Where its histogram is; none for a node that may not be split. */
  readonly histogram: number | undefined;
  readonly found: FoundSplit | undefined;
}

/** A grown tree, and which rows ended where. */
export interface GrownTree {
  readonly tree: Tree;
  /** For each leaf: its rows in the workspace, `rows[start..end)`, and its value. */
  readonly leaves: readonly { readonly start: number; readonly end: number; readonly value: number }[];
}

/**
 * Grows one tree on the first `count` entries of the workspace's rows, for the gradients and hessians in
 * its pairs. Of two children only the smaller is summed; the other is what is left of the parent.
 */
export function growTree(
  workspace: TreeWorkspace,
  columns: readonly ColumnBins[],
  count: number,
  rules: GrowthRules,
): GrownTree {
  const nodes: TreeNode[] = [{ value: 0 }];
  const leaves: { start: number; end: number; value: number }[] = [];
  const scratch = new Int32Array(count);

  const open = (node: Omit<OpenNode, 'found'>): OpenNode => {
    const { histogram, start, end, sums, bounds } = node;
    if (histogram === undefined) return { ...node, found: undefined };
    const sumsOfBins = workspace.histogram(histogram);
    const found = findSplit(sumsOfBins, columns, rules.candidates(), sums, end - start, bounds, rules);
    return { ...node, found };
  };
  const close = ({ index, start, end, sums, bounds, histogram }: OpenNode): void => {
    if (histogram !== undefined) workspace.giveBack(histogram);
    const value = rules.learningRate * leafValue(sums, rules.l2, bounds);
    nodes[index] = { value };
    leaves.push({ start, end, value });
  };

  const root = workspace.lend();
  workspace.fill(root, 0, count);
  const sums = totalOf(workspace.histogram(root));
  const queue: OpenNode[] = [
    open({ index: 0, start: 0, end: count, depth: 0, sums, bounds: unbounded, histogram: root }),
  ];
  for (;;) {
    const node = takeNext(queue, rules.maxLeaves);
    if (node === undefined) break;
    const isFull = leaves.length + queue.length + 1 >= rules.maxLeaves;
    if (node.found === undefined || isFull) {
      close(node);
      continue;
    }
    const { split } = node.found;
    const middle = partition(workspace, columns.length, split, node.start, node.end, scratch);
    const children = childrenOf(node, node.found, middle, nodes.length, rules);
    nodes[node.index] = { split, left: nodes.length, right: nodes.length + 1 };
    nodes.push({ value: 0 }, { value: 0 });
    const histograms = splitHistogram(workspace, node, middle, rules);
    queue.push(
      open({ ...children[0], histogram: histograms[0] }),
      open({ ...children[1], histogram: histograms[1] }),
    );
  }
  return { tree: { nodes }, leaves };
}

/** The node to look at next: the most gainful where leaves are limited, else the newest. */
function takeNext(queue: OpenNode[], maxLeaves: number): OpenNode | undefined {
  if (maxLeaves === Number.POSITIVE_INFINITY || queue.length < 2) return queue.pop();
  let best = 0;
  for (let i = 1; i < queue.length; i++) {
    if ((queue[i].found?.split.gain ?? 0) > (queue[best].found?.split.gain ?? 0)) best = i;
  }
  return queue.splice(best, 1)[0];
}

/** Sums over all bins of one column, which every row has. */
function totalOf(histogram: Float64Array): NodeSums {
  let gradient = 0;
  let hessian = 0;
  for (let bin = 0; bin < binsPerColumn; bin++) {
    gradient += histogram[2 * bin];
    hessian += histogram[2 * bin + 1];
  }
  return { gradient, hessian };
}

type UnfoundNode = Omit<OpenNode, 'found' | 'histogram'>;

function childrenOf(
  { start, end, depth, sums, bounds }: OpenNode,
  { split, left }: FoundSplit,
  middle: number,
  index: number,
  { monotone, l2 }: GrowthRules,
): readonly [UnfoundNode, UnfoundNode] {
  const right = { gradient: sums.gradient - left.gradient, hessian: sums.hessian - left.hessian };
  const direction = split.kind === 'numeric' ? monotone[split.column] : 0;
  // Below a monotone split neither side may pass the middle between the two values.
  const limit = (leafValue(left, l2, bounds) + leafValue(right, l2, bounds)) / 2;
  const lower = direction === 0 ? bounds : { low: bounds.low, high: limit };
  const upper = direction === 0 ? bounds : { low: limit, high: bounds.high };
  return [
    { index, start, end: middle, depth: depth + 1, sums: left, bounds: direction < 0 ? upper : lower },
    {
      index: index + 1,
      start: middle,
      end,
      depth: depth + 1,
      sums: right,
      bounds: direction < 0 ? lower : upper,
    },
  ];
}

/** Histograms of the left and the right child; a child that may not be split gets none. */
function splitHistogram(
  workspace: TreeWorkspace,
  { start, end, depth, histogram }: OpenNode,
  middle: number,
  { maxDepth }: GrowthRules,
): readonly [number | undefined, number | undefined] {
  if (histogram === undefined) return [undefined, undefined];
  if (depth + 1 >= maxDepth) {
    workspace.giveBack(histogram);
    return [undefined, undefined];
  }
  const small = workspace.lend();
  const leftIsSmall = middle - start <= end - middle;
  workspace.fill(small, leftIsSmall ? start : middle, leftIsSmall ? middle : end);
  workspace.subtract(histogram, small);
  return leftIsSmall ? [small, histogram] : [histogram, small];
}

/**
 * Reorders `rows[start..end)` so that those that go left come first, each side in its old order.
 *
 * @param scratch - int32, room for the rows that go right
 * @returns where the right side starts
 */
function partition(
  { rows, bins }: TreeWorkspace,
  columnCount: number,
  split: Split,
  start: number,
  end: number,
  scratch: Int32Array,
): number {
  const goesLeft = leftBins(split);
  const { column } = split;
  let left = start;
  let right = 0;
  for (let at = start; at < end; at++) {
    // Both sides are written and one counts: a branch would be guessed wrong half of the time.
    const row = rows[at];
    const goes = goesLeft[bins[row * columnCount + column]];
    rows[left] = row;
    scratch[right] = row;
    left += goes;
    right += 1 - goes;
  }
  rows.set(scratch.subarray(0, right), left);
  return left;
}

/** Per bin: 1 when it goes left. */
export function leftBins(split: Split): Uint8Array {
  const goesLeft = new Uint8Array(binsPerColumn);
  if (split.kind === 'numeric') goesLeft.fill(1, 0, split.bin + 1);
  else for (const code of split.codes) goesLeft[code] = 1;
  goesLeft[missingBin] = split.missingGoesLeft ? 1 : 0;
  return goesLeft;
}
