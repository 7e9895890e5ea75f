import type { ColumnBins } from './bins';
import { binsPerColumn } from './histogram-kernel';
import { leftBins } from './partition';
import {
  type FoundSplit,
  findSplit,
  leafValue,
  type NodeSums,
  type SplitRules,
  unbounded,
  type ValueBounds,
} from './split-search';
import type { Tree, TreeNode } from './tree';
import type { TreeWorkspace } from './workspace';

export interface GrowthRules extends SplitRules {
  readonly maxDepth: number;
  /** Infinity: no limit, and then trees grow depth first, which needs few histograms at a time. */
  readonly maxLeaves: number;
  /** Multiplies every leaf value. */
  readonly learningRate: number;
}

/** A node: its rows are `rows[start..end)` of the workspace. */
interface Node {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly sums: NodeSums;
  readonly bounds: ValueBounds;
}

/** A node that will be split, unless the tree is full before. */
interface OpenNode extends Node {
  /** Where its histogram is. */
  readonly histogram: number;
  readonly found: FoundSplit;
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

  const queue: OpenNode[] = [];
  const close = ({ index, start, end, sums, bounds }: Node): void => {
    const value = rules.learningRate * leafValue(sums, rules.l2, bounds);
    nodes[index] = { value };
    leaves.push({ start, end, value });
  };
  /** @param histogram - none for a node that may not be split */
  const open = (node: Node, histogram: number | undefined): void => {
    const found = histogram === undefined ? undefined : search(node, histogram);
    if (histogram !== undefined && found !== undefined) {
      queue.push({ ...node, histogram, found });
      return;
    }
    if (histogram !== undefined) workspace.giveBack(histogram);
    close(node);
  };
  const search = ({ start, end, sums, bounds }: Node, histogram: number) =>
    findSplit(workspace.histogram(histogram), columns, sums, end - start, bounds, rules);

  const root = workspace.lend();
  workspace.fill(root, 0, count);
  const sums = totalOf(workspace.histogram(root));
  open({ index: 0, start: 0, end: count, depth: 0, sums, bounds: unbounded }, root);
  for (
    let node = takeNext(queue, rules.maxLeaves);
    node !== undefined;
    node = takeNext(queue, rules.maxLeaves)
  ) {
    if (leaves.length + queue.length + 1 >= rules.maxLeaves) {
      workspace.giveBack(node.histogram);
      close(node);
      continue;
    }
    const { split } = node.found;
    const middle = workspace.partition(node.start, node.end, split.column, leftBins(split));
    const [left, right] = childrenOf(node, middle, nodes.length, rules);
    nodes[node.index] = { split, left: left.index, right: right.index };
    nodes.push({ value: 0 }, { value: 0 });
    const histograms = childHistograms(workspace, node.histogram, left, right, rules);
    open(left, histograms.left);
    open(right, histograms.right);
  }
  return { tree: { nodes }, leaves };
}

/** The node to look at next: the most gainful where leaves are limited, else the newest. */
function takeNext(queue: OpenNode[], maxLeaves: number): OpenNode | undefined {
  if (maxLeaves === Number.POSITIVE_INFINITY || queue.length < 2) return queue.pop();
  let best = 0;
  for (let i = 1; i < queue.length; i++) {
    if (queue[i].found.split.gain > queue[best].found.split.gain) best = i;
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

/** @param index - of the left child; the right one is next to it */
function childrenOf(
  { start, end, depth, sums, bounds, found: { split, left } }: OpenNode,
  middle: number,
  index: number,
  { monotone, l2 }: GrowthRules,
): readonly [Node, Node] {
  const right = { gradient: sums.gradient - left.gradient, hessian: sums.hessian - left.hessian };
  const direction = monotone[split.column];
  // Below a monotone split neither side may pass the middle between the two values.
  const limit = (leafValue(left, l2, bounds) + leafValue(right, l2, bounds)) / 2;
  const lower = direction === 0 ? bounds : { low: bounds.low, high: limit };
  const upper = direction === 0 ? bounds : { low: limit, high: bounds.high };
  const [leftBounds, rightBounds] = direction < 0 ? [upper, lower] : [lower, upper];
  return [
    { index, start, end: middle, depth: depth + 1, sums: left, bounds: leftBounds },
    { index: index + 1, start: middle, end, depth: depth + 1, sums: right, bounds: rightBounds },
  ];
}

/** Histograms of the two children from their parent's, which is used up; a child that may not be split gets none. */
function childHistograms(
  workspace: TreeWorkspace,
  parent: number,
  left: Node,
  right: Node,
  rules: GrowthRules,
): { readonly left: number | undefined; readonly right: number | undefined } {
  const [small, large] = left.end - left.start <= right.end - right.start ? [left, right] : [right, left];
  if (!mayBeSplit(small, rules) && !mayBeSplit(large, rules)) {
    workspace.giveBack(parent);
    return { left: undefined, right: undefined };
  }
  const place = workspace.lend();
  workspace.fill(place, small.start, small.end);
  workspace.subtract(parent, place);
  const given = [
    [small, place],
    [large, parent],
  ] as const;
  const kept = given.map(([node, histogram]) => {
    if (mayBeSplit(node, rules)) return histogram;
    workspace.giveBack(histogram);
    return undefined;
  });
  return small === left ? { left: kept[0], right: kept[1] } : { left: kept[1], right: kept[0] };
}

/** Whether both halves of a node could be large enough. */
function mayBeSplit(
  { start, end, depth, sums }: Node,
  { maxDepth, minRows, minHessian }: GrowthRules,
): boolean {
  return depth < maxDepth && end - start >= 2 * minRows && sums.hessian >= 2 * minHessian;
}
