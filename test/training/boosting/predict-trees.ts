import type { Matrix } from '../../../src/contract';
import type { BoostedTrees } from '../../../src/training/boosting/fit-boosting';
import type { Split, Tree } from '../../../src/training/boosting/tree';

/**
 * Raw scores by walking the trees in float64: what training believes, to hold the exported graph against.
 *
 * @param x - float32 [rows, columns]
 * @returns float64 [rows, outputs]
 */
export function predictTrees({ start, rounds }: BoostedTrees, x: Matrix): Float64Array {
  const outputs = start.length;
  const raw = new Float64Array(x.rows * outputs);
  for (let row = 0; row < x.rows; row++) {
    const cells = x.data.subarray(row * x.columns, (row + 1) * x.columns);
    for (let output = 0; output < outputs; output++) {
      let sum = start[output];
      for (const trees of rounds) sum += leafOf(trees[output], cells);
      raw[row * outputs + output] = sum;
    }
  }
  return raw;
}

/** The leaf where a row ends. */
export function leafOf<Leaf>({ nodes }: Tree<Leaf>, cells: Float32Array): Leaf {
  let node = nodes[0];
  while ('split' in node)
    node = nodes[goesLeft(node.split, cells[node.split.column]) ? node.left : node.right];
  return node.value;
}

function goesLeft(split: Split, cell: number): boolean {
  if (split.kind === 'category') return split.codes.includes(cell) !== split.missingGoesLeft;
  return Number.isNaN(cell) ? split.missingGoesLeft : cell <= split.threshold;
}
