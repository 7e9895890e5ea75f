import { PredictqlError } from '../../contract';
import type { GraphBuilder, Value } from '../../onnx';
import type { Split, Tree, TreeNode } from './tree';

/** Trees that add up. */
export interface TreeSum<Leaf> {
  readonly trees: readonly Tree<Leaf>[];
  /** One per output; what the trees add to. */
  readonly start: ArrayLike<number>;
  /** What a leaf of the tree at an index adds to which outputs; to one at least. */
  readonly additions: (leaf: Leaf, tree: number) => readonly Addition[];
}

export interface Addition {
  readonly output: number;
  readonly value: number;
}

/** A node as ONNX has it: one comparison, or a leaf. */
interface FlatNode<Leaf> {
  readonly mode: 'BRANCH_LEQ' | 'BRANCH_EQ' | 'LEAF';
  readonly feature: number;
  readonly value: number;
  readonly onTrue: number;
  readonly onFalse: number;
  readonly missingIsTrue: number;
  readonly leaf: Leaf | undefined;
}

/** A node takes some 40 bytes of the file and up to a kilobyte while it is written. */
const mostNodes = 2_500_000;

/**
 * All trees as one TreeEnsembleRegressor of ai.onnx.ml 3.
 *
 * @param x - float [N, columns]
 * @returns float [N, outputs]
 * @throws PredictqlError `ESTIMATOR_UNFITTABLE` when float32 cannot hold a value, or a file the trees
 */
export function emitTrees<Leaf>(
  graph: GraphBuilder,
  x: Value,
  { trees, start, additions }: TreeSum<Leaf>,
): Value {
  const nodes = {
    tree: [],
    id: [],
    feature: [],
    value: [],
    onTrue: [],
    onFalse: [],
    missingIsTrue: [],
  } as Record<'tree' | 'id' | keyof Omit<FlatNode<Leaf>, 'mode' | 'leaf'>, number[]>;
  const modes: string[] = [];
  const targets = { tree: [], id: [], output: [], value: [] } as Record<
    'tree' | 'id' | keyof Addition,
    number[]
  >;
  for (const [tree, { nodes: own }] of trees.entries()) {
    for (const [id, node] of flatten(own).entries()) {
      nodes.tree.push(tree);
      nodes.id.push(id);
      nodes.feature.push(node.feature);
      nodes.value.push(node.value);
      nodes.onTrue.push(node.onTrue);
      nodes.onFalse.push(node.onFalse);
      nodes.missingIsTrue.push(node.missingIsTrue);
      modes.push(node.mode);
      if (node.leaf === undefined) continue;
      for (const { output, value } of additions(node.leaf, tree)) {
        targets.tree.push(tree);
        targets.id.push(id);
        targets.output.push(output);
        targets.value.push(value);
      }
    }
    assertWritable(modes.length);
  }
  assertFloat32(start);
  assertFloat32(targets.value);
  const outputs = start.length;
  return graph.node('TreeEnsembleRegressor', [x], [{ type: 'float', shape: [x.shape[0], outputs] }], {
    domain: 'ai.onnx.ml',
    attributes: {
      n_targets: { int: outputs },
      base_values: { floats: start },
      nodes_treeids: { ints: nodes.tree },
      nodes_nodeids: { ints: nodes.id },
      nodes_featureids: { ints: nodes.feature },
      nodes_modes: { strings: modes },
      nodes_values: { floats: nodes.value },
      nodes_truenodeids: { ints: nodes.onTrue },
      nodes_falsenodeids: { ints: nodes.onFalse },
      nodes_missing_value_tracks_true: { ints: nodes.missingIsTrue },
      target_treeids: { ints: targets.tree },
      target_nodeids: { ints: targets.id },
      target_ids: { ints: targets.output },
      target_weights: { floats: targets.value },
    },
  })[0];
}

/** The nodes of a tree in ONNX's terms, the root first. */
function flatten<Leaf>(nodes: readonly TreeNode<Leaf>[]): FlatNode<Leaf>[] {
  const flat: FlatNode<Leaf>[] = [];
  const reserve = (): number => flat.push(unwritten) - 1;
  const open = [{ node: nodes[0], place: reserve() }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, place } = next;
    if ('split' in node) {
      const left = reserve();
      const right = reserve();
      writeSplit(node.split, place, left, right, flat, reserve);
      open.push({ node: nodes[node.left], place: left }, { node: nodes[node.right], place: right });
    } else {
      // The format gives a leaf's value no meaning. ONNX Runtime joins equalities when what they lead to looks
      // the same, and of leaves it looks at this value and one addition, not at its output: leaves must differ.
      flat[place] = { ...unwritten, value: place, leaf: node.value };
    }
  }
  return flat;
}

/**
 * A set of categories becomes a chain of equalities whose true branches meet in the same child, as
 * converters of LightGBM models write it and ONNX Runtime reads it.
 */
function writeSplit<Leaf>(
  split: Split,
  place: number,
  left: number,
  right: number,
  flat: FlatNode<Leaf>[],
  reserve: () => number,
): void {
  const { column: feature, missingGoesLeft } = split;
  if (split.kind === 'numeric') {
    const missingIsTrue = missingGoesLeft ? 1 : 0;
    const branches = { onTrue: left, onFalse: right, missingIsTrue, leaf: undefined };
    flat[place] = { mode: 'BRANCH_LEQ', feature, value: split.threshold, ...branches };
    return;
  }
  const [listed, rest] = missingGoesLeft ? [right, left] : [left, right];
  let at = place;
  for (const [i, value] of split.codes.entries()) {
    const onFalse = i + 1 < split.codes.length ? reserve() : rest;
    const branches = { onTrue: listed, onFalse, missingIsTrue: 0, leaf: undefined };
    flat[at] = { mode: 'BRANCH_EQ', feature, value, ...branches };
    at = onFalse;
  }
}

const unwritten = {
  mode: 'LEAF',
  feature: 0,
  value: 0,
  onTrue: 0,
  onFalse: 0,
  missingIsTrue: 0,
  leaf: undefined,
} as const;

/** @throws PredictqlError `ESTIMATOR_UNFITTABLE` when there are more nodes than can be written */
export function assertWritable(nodes: number): void {
  if (nodes <= mostNodes) return;
  throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
    subject: 'The trees of an estimator',
    expected: `have at most ${mostNodes} nodes`,
    received: String(nodes),
    remedy: 'Grow fewer trees, less deep ones, or larger leaves.',
  });
}

function assertFloat32(values: ArrayLike<number>): void {
  for (let at = 0; at < values.length; at++) {
    if (Number.isFinite(Math.fround(values[at]))) continue;
    throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
      subject: 'The trees of an estimator',
      expected: 'add finite numbers in float32',
      received: String(values[at]),
      remedy: 'Scale the target.',
    });
  }
}
