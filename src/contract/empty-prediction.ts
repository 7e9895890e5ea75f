import type { Prediction } from './prediction';
import type { Target } from './target';

/** The prediction of no rows: some models crash the process when they run on none. */
export function emptyPrediction(target: Target): Prediction {
  switch (target.task) {
    case 'regression':
      return { task: 'regression', values: new Float32Array(0) };
    case 'classification':
      return {
        task: 'classification',
        labels: new Int32Array(0),
        probabilities: { data: new Float32Array(0), rows: 0, columns: target.classes.length },
      };
    case 'tensors':
      return { task: 'tensors', rows: [] };
    default:
      return target satisfies never;
  }
}
