import type { Matrix } from '../../contract';
import type { BoostedTrees } from './fit-boosting';
import type { Tree } from './tree';

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
      for (const trees of rounds) sum += treeValue(trees[output], cells);
      raw[row * outputs + output] = sum;
    }
  }
  return raw;
}

function treeValue({ nodes }: Tree, cells: Float32Array): number {
  let node = nodes[0];
  while ('split' in node) {
    const { split } = node;
    const cell = cells[split.column];
    const isMissing = Number.isNaN(cell) || (split.kind === 'category' && cell < 0);
    const isIn = split.kind === 'numeric' ? cell <= split.threshold : split.codes.includes(cell);
    node = nodes[(isMissing ? split.missingGoesLeft : isIn) ? node.left : node.right];
  }
  return node.value;
}
