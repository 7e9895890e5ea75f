/** How a node sends rows to its children. */
export type Split =
  | {
      readonly kind: 'numeric';
      readonly column: number;
      /** Last bin that goes left. */
      readonly bin: number;
      /** float32; values up to and including it go left. */
      readonly threshold: number;
      readonly missingGoesLeft: boolean;
      readonly gain: number;
    }
  | {
      readonly kind: 'category';
      readonly column: number;
      /** Codes that go left, ascending; all others go right. */
      readonly codes: readonly number[];
      readonly missingGoesLeft: boolean;
      readonly gain: number;
    };

/** A decision tree, nodes by index; node 0 is the root. */
export interface Tree {
  readonly nodes: readonly TreeNode[];
}

export type TreeNode =
  | { readonly split: Split; readonly left: number; readonly right: number }
  | { readonly value: number };
