import type { Golden } from './golden';
import type { Prediction } from './prediction';
import type { Target } from './target';
import { elementsOf } from './tensor-elements';

/** What a model answered to its golden rows, as `golden.json` holds it. */
export function goldenExpectation(target: Target, prediction: Prediction): Golden['expected'] {
  switch (prediction.task) {
    case 'regression':
      return { task: 'regression', predictions: [...prediction.values] };
    case 'classification': {
      const { data, rows, columns } = prediction.probabilities;
      return {
        task: 'classification',
        labels: [...prediction.labels],
        probabilities: Array.from({ length: rows }, (_, row) => [
          ...data.subarray(row * columns, (row + 1) * columns),
        ]),
      };
    }
    case 'tensors': {
      const outputs = target.task === 'tensors' ? target.outputs : [];
      return {
        task: 'tensors',
        rows: prediction.rows.map((tensors) =>
          outputs.map(({ dtype }, at) => ({
            shape: [...tensors[at].shape],
            values: elementsOf(dtype, tensors[at].data),
          })),
        ),
      };
    }
    default:
      return prediction satisfies never;
  }
}
