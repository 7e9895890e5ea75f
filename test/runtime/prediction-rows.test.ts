import type { Prediction } from '../../src/contract';
import { joinPredictions, slicePrediction } from '../../src/runtime/prediction-rows';

const predictions: Readonly<Record<Prediction['task'], Prediction>> = {
  regression: { task: 'regression', values: Float64Array.of(1, 2, 3, 4, 5) },
  classification: {
    task: 'classification',
    labels: Int32Array.of(0, 1, 0, 1, 1),
    probabilities: {
      data: Float32Array.of(0.75, 0.25, 0, 1, 0.5, 0.5, 0.25, 0.75, 0.125, 0.875),
      rows: 5,
      columns: 2,
    },
  },
  tensors: {
    task: 'tensors',
    rows: [1n, 2n, 3n, 4n, 5n].map((id) => [
      { shape: [], data: BigInt64Array.of(id) },
      { shape: [2], data: [`a${id}`, `b${id}`] },
    ]),
  },
};

describe.each(Object.entries(predictions))('the rows of a %s', (_, whole) => {
  it('come out of it', () => {
    expect(slicePrediction(whole, 0, 5)).toEqual(whole);
    expect(slicePrediction(whole, 1, 3)).toMatchSnapshot();
  });

  it('make it up again', () => {
    const parts = [
      [0, 2],
      [2, 2],
      [2, 3],
      [3, 5],
    ].map(([start, end]) => slicePrediction(whole, start, end));
    expect(joinPredictions(parts)).toEqual(whole);
  });

  it('are taken as they are when they are all', () => {
    expect(joinPredictions([whole])).toBe(whole);
  });
});

it('a slice does not keep the whole in memory', () => {
  const slice = slicePrediction(predictions.regression, 1, 2);
  expect(slice.task === 'regression' && slice.values.buffer.byteLength).toBe(8);
});
