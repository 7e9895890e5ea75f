import type { GraphBuilder, Value } from '../../onnx';
import type { Tree, TreeNode } from './tree';

/** Trees that add up to raw scores. */
export interface TreeSum {
  readonly trees: readonly { readonly tree: Tree; readonly output: number }[];
  /** One per output; what the trees add to. */
  readonly start: ArrayLike<number>;
}

/** A node as ONNX has it: one comparison, or a leaf. */
interface FlatNode {
  readonly mode: 'BRANCH_LEQ' | 'BRANCH_EQ' | 'LEAF';
  readonly feature: number;
  readonly value: number;
  readonly onTrue: number;
  readonly onFalse: number;
  readonly missingIsTrue: number;
}

/**
 * All trees as one TreeEnsembleRegressor of ai.onnx.ml 3.
 *
 * @param x - float [N, columns]
 * @returns float [N, outputs]
 */
export function emitTrees(graph: GraphBuilder, x: Value, { trees, start }: TreeSum): Value {
  const flat = trees.map(({ tree }) => flatten(tree));
  const all = flat.flatMap((nodes, tree) => nodes.map((node, index) => ({ ...node, tree, index })));
  const leaves = all.filter(({ mode }) => mode === 'LEAF');
  const outputs = start.length;
  return graph.node('TreeEnsembleRegressor', [x], [{ type: 'float', shape: [x.shape[0], outputs] }], {
    domain: 'ai.onnx.ml',
    attributes: {
      n_targets: { int: outputs },
      base_values: { floats: start },
      nodes_treeids: { ints: all.map(({ tree }) => tree) },
      nodes_nodeids: { ints: all.map(({ index }) => index) },
      nodes_featureids: { ints: all.map(({ feature }) => feature) },
      nodes_modes: { strings: all.map(({ mode }) => mode) },
      nodes_values: { floats: all.map(({ mode, value }) => (mode === 'LEAF' ? 0 : value)) },
      nodes_truenodeids: { ints: all.map(({ onTrue }) => onTrue) },
      nodes_falsenodeids: { ints: all.map(({ onFalse }) => onFalse) },
      nodes_missing_value_tracks_true: { ints: all.map(({ missingIsTrue }) => missingIsTrue) },
      target_treeids: { ints: leaves.map(({ tree }) => tree) },
      target_nodeids: { ints: leaves.map(({ index }) => index) },
      target_ids: { ints: leaves.map(({ tree }) => trees[tree].output) },
      target_weights: { floats: leaves.map(({ value }) => value) },
    },
  })[0];
}

/** The code of a category that the vocabulary lacks. */
const unseenCode = -1;

/**
 * The nodes of a tree in ONNX's terms. A set of categories becomes a chain of equalities whose true
 * branches meet in the same child, as converters of LightGBM models write it and ONNX Runtime reads it.
 */
function flatten({ nodes }: Tree): FlatNode[] {
  const flat: FlatNode[] = [];
  const reserve = (): number => flat.push(leaf(0)) - 1;
  const write = (node: TreeNode, place: number): void => {
    if (!('split' in node)) {
      flat[place] = leaf(node.value);
      return;
    }
    const { split } = node;
    const left = reserve();
    const right = reserve();
    const common = { feature: split.column, onTrue: left, missingIsTrue: split.missingGoesLeft ? 1 : 0 };
    if (split.kind === 'numeric') {
      flat[place] = { ...common, mode: 'BRANCH_LEQ', value: split.threshold, onFalse: right };
    } else {
      // A code outside the vocabulary goes where missing values go.
      const values = split.missingGoesLeft ? [...split.codes, unseenCode] : split.codes;
      let at = place;
      for (const [i, value] of values.entries()) {
        const onFalse = i + 1 < values.length ? reserve() : right;
        flat[at] = { ...common, mode: 'BRANCH_EQ', value, onFalse };
        at = onFalse;
      }
    }
    write(nodes[node.left], left);
    write(nodes[node.right], right);
  };
  write(nodes[0], reserve());
  return flat;
}

function leaf(value: number): FlatNode {
  return { mode: 'LEAF', feature: 0, value, onTrue: 0, onFalse: 0, missingIsTrue: 0 };
}
