import * as training from '../../../src/training';
import { estimatorData, fitEstimator } from '../estimators/describe-estimator';

jest.mock('@tensorflow/tfjs-core', () => {
  throw new Error('TensorFlow.js is loaded');
});

describe('TensorFlow.js', () => {
  const data = estimatorData(20, 2, 0);

  it('is not loaded by who trains something else, nor by a definition that names a network', async () => {
    training.mlp();
    await fitEstimator(training.ridge(), data);
  });

  it('is loaded when a network is fitted', async () => {
    await expect(fitEstimator(training.mlp(), data)).rejects.toThrow('TensorFlow.js is loaded');
  });
});
