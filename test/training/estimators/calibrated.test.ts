import { logLoss } from '../../../src/assessment/metrics/log-loss';
import { RandomSource } from '../../../src/data';
import { boosting, type CalibratedOptions, calibrated, lasso, logistic } from '../../../src/training';
import type { Estimator } from '../../../src/training/estimator';
import { runTransform } from '../../../src/training/run-graph';
import { describeEstimator, estimatorData, fitEstimator } from './describe-estimator';

describeEstimator('calibrated', () => calibrated(logistic(), { folds: 2 }), { speaker: 'logistic' });
describeEstimator(
  'calibrated trees',
  () => calibrated(boosting({ trees: 10, minLeafRows: 3 }), { method: 'isotonic', folds: 2 }),
  { missingAllowed: true, speaker: 'boosting' },
);

/** 600 rows of two columns whose odds for the later classes rise with the first. */
function problem(classes: number) {
  const random = new RandomSource(21);
  const rows = 600;
  const data = Float32Array.from({ length: rows * 2 }, () => random.normal());
  const values = Float64Array.from({ length: rows }, (_, row) => {
    const score = data[2 * row] + random.normal() * 1.5;
    return Math.max(0, Math.min(classes - 1, Math.floor((score + 2) / (4 / classes))));
  });
  return { x: { data, rows, columns: 2 }, values, classes };
}

const columns = ['a', 'b'].map((name) => ({ name, kind: 'number' as const, features: [name] }));
/** Learns its rows by heart, and so believes too much. */
const overconfident = boosting({ trees: 40, minChildWeight: 0.5, learningRate: 0.5 });

async function probabilities(estimator: Estimator, classes: number) {
  const { x, values } = problem(classes);
  const half = x.rows / 2;
  const train = { data: x.data.slice(0, half * 2), rows: half, columns: 2 };
  const test = { data: x.data.slice(half * 2), rows: half, columns: 2 };
  const { emit } = await estimator.fit({
    x: train,
    columns,
    target: { values: values.slice(0, half), classes },
    random: new RandomSource(1),
    progress: () => {},
  });
  const answer = await runTransform((graph, value) => emit(graph, value), test);
  const loss = logLoss.compute(
    values.slice(half),
    { task: 'classification', labels: new Int32Array(half), probabilities: answer },
    undefined,
  );
  return { answer, loss };
}

describe.each([2, 3])('a calibrated classifier of %d classes', (classes) => {
  it.each(['platt', 'isotonic'] as const)('believes less and is right more: %s', async (method) => {
    const raw = await probabilities(overconfident, classes);
    const { answer, loss } = await probabilities(calibrated(overconfident, { method }), classes);
    expect(loss).toBeLessThan(raw.loss * 0.8);
    for (let row = 0; row < answer.rows; row++) {
      const sum = answer.data.subarray(row * classes, (row + 1) * classes).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(1, 5);
    }
  });

  it('gives the same numbers again', async () => {
    const [one, two] = [
      await probabilities(calibrated(overconfident), classes),
      await probabilities(calibrated(overconfident), classes),
    ];
    expect(one.answer).toEqual(two.answer);
  });
});

it.each<[CalibratedOptions, string]>([
  [{ folds: 1 }, "Parameter 'folds' of estimator 'calibrated' must be a whole number from 2, got 1."],
  [
    { method: 'sigmoid' as 'platt' },
    "Parameter 'method' of estimator 'calibrated' must be isotonic or platt, got sigmoid.",
  ],
])('refuses %p', (options, message) => {
  expect(() => calibrated(boosting(), options)).toThrow(
    expect.objectContaining({ code: 'PARAMETER_INVALID', message }),
  );
});

it('refuses folds that cannot all have a row of each class', async () => {
  const data = estimatorData(30, 3, 2);
  const y = data.y.map((_, row) => (row < 2 ? 1 : 0));
  await expect(fitEstimator(calibrated(logistic(), { folds: 3 }), { ...data, y })).rejects.toMatchObject({
    code: 'SPLIT_INVALID',
  });
});

it('calibrates classifiers only', () => {
  expect(() => calibrated(lasso())).toThrow(
    "The estimator of 'calibrated' must be one for classification, got lasso.",
  );
});
