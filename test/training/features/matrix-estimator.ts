import type { Matrix } from '../../../src/contract';
import type { Estimator } from '../../../src/training';

/** An estimator that answers with what it reads, to look at what the steps before it make. */
export function matrixEstimator(): { estimator: Estimator; seen: () => Matrix } {
  let matrix: Matrix | undefined;
  return {
    estimator: {
      name: 'matrix',
      tasks: ['regression', 'classification'],
      parameters: {},
      fit({ x }) {
        matrix = x;
        return { emit: (_, value) => value };
      },
    },
    seen() {
      if (matrix === undefined) throw new Error('the estimator has not been fitted');
      return matrix;
    },
  };
}
