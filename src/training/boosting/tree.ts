/** How a node sends rows to its children. */
export type Split =
  | {
      readonly kind: 'numeric';
      readonly column: number;
      /** Last bin that goes left. */
      readonly bin: number;
      /** float32; values up to and including it go left. Infinity: all values part from missing ones. */
      readonly threshold: number;
      readonly missingGoesLeft: boolean;
      readonly gain: number;
    }
  | {
      readonly kind: 'category';
      readonly column: number;
      /** Ascending; codes that go the other way than missing values. All others go with those. */
      readonly codes: readonly number[];
      /** The bins of `codes`. */
      readonly bins: readonly number[];
      readonly missingGoesLeft: boolean;
      readonly gain: number;
    };

/** A decision tree, nodes by index; node 0 is the root. */
export interface Tree<Leaf = number> {
  readonly nodes: readonly TreeNode<Leaf>[];
}

export type TreeNode<Leaf = number> =
  | { readonly split: Split; readonly left: number; readonly right: number }
  | { readonly value: Leaf };
