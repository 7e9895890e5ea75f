import type { Tree } from './tree';

/** The gains of all splits, summed by column: float64 [columns]. */
export function importancesOf(trees: readonly Tree<unknown>[], columns: number): Float64Array {
  const importances = new Float64Array(columns);
  for (const { nodes } of trees) {
    for (const node of nodes) if ('split' in node) importances[node.split.column] += node.split.gain;
  }
  return importances;
}
