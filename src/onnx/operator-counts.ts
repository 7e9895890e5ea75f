import { placedNodes } from './foreign/graph-places';
import type { ModelProto } from './gen/onnx_pb';

/**
 * How often each operator stands in a model, those in subgraphs and functions included, by name. Operators
 * of other domains than ONNX's own carry theirs: `ai.onnx.ml.TreeEnsembleRegressor`.
 */
export function operatorCounts(model: ModelProto): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { nodes } of placedNodes(model)) {
    for (const { domain, opType } of nodes) {
      const name = domain === '' || domain === 'ai.onnx' ? opType : `${domain}.${opType}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
