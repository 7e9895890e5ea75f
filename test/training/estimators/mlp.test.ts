import type { Matrix } from '../../../src/contract';
import { RandomSource } from '../../../src/data';
import { type MlpOptions, mlp } from '../../../src/training';
import { batchInput } from '../../../src/training/neural/batch';
import { emitNetwork } from '../../../src/training/neural/emit-network';
import { headFor } from '../../../src/training/neural/head';
import { initialNetwork } from '../../../src/training/neural/network';
import { networkInput, planInput } from '../../../src/training/neural/network-input';
import { loadTensorFlow } from '../../../src/training/neural/tensorflow';
import { trainNetwork } from '../../../src/training/neural/train-network';
import { createVariables, forward, listVariables } from '../../../src/training/neural/variables';
import { runTransform } from '../../../src/training/run-graph';
import { expectSameNumbers } from '../../support/same-numbers';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';
import {
  answersOf,
  bytesOf,
  describeEstimator,
  type EstimatorData,
  fitEstimator,
} from './describe-estimator';

jest.setTimeout(120_000);

const small: MlpOptions = { hidden: [8], learningRate: 0.05, epochs: 10, batchSize: 40 };

describeEstimator('mlp', () => mlp(small));
describeEstimator(
  'mlp with dropout and early stopping',
  () => mlp({ ...small, dropout: 0.05, earlyStopping: { fraction: 0.2, patience: 10 } }),
  { leastRows: 2 },
);

const columns = [
  numberColumn('a'),
  numberColumn('b'),
  categoryColumn('side', 'left', 'right', 'middle'),
  numberColumn('year'),
];

/**
 * What no sum of effects can tell: the product of two numbers, turned over on the right side, nothing in
 * the middle, 1 where the side is missing.
 */
function interaction(rows: number, classes: number, seed = 1): EstimatorData {
  const random = new RandomSource(seed);
  const cells: number[][] = [];
  const y: number[] = [];
  for (let row = 0; row < rows; row++) {
    const [a, b] = [random.normal(), random.normal()];
    const side = random.integer(4);
    cells.push([a, b, side === 3 ? Number.NaN : side, 1950 + random.integer(60)]);
    const value = [a * b, -a * b, 0, 1][side];
    y.push(
      classes === 0 ? value : classes === 2 ? Number(value > 0) : value > 0.3 ? 2 : value > -0.3 ? 1 : 0,
    );
  }
  return { x: matrixOf(cells), y, classes, columns };
}

function hits(answers: Matrix, { y }: EstimatorData): number {
  return rowsOf(answers).filter((row, index) => row.indexOf(Math.max(...row)) === y[index]).length / y.length;
}

describe('mlp', () => {
  const network: MlpOptions = { hidden: [24, 12], learningRate: 0.01, epochs: 60, batchSize: 64 };

  it('learns a number from what only works together', async () => {
    const unseen = interaction(300, 0, 2);
    const answers = await answersOf(await fitEstimator(mlp(network), interaction(1200, 0)), unseen.x);
    const mean = unseen.y.reduce((sum, value) => sum + value, 0) / 300;
    const left = unseen.y.reduce((sum, value, row) => sum + (value - answers.data[row]) ** 2, 0);
    const all = unseen.y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(1 - left / all).toBeGreaterThan(0.9);
  });

  it.each([
    [2, 0.93],
    [3, 0.88],
  ])('learns %d classes from what only works together', async (classes, least) => {
    const unseen = interaction(300, classes, 2);
    const answers = await answersOf(await fitEstimator(mlp(network), interaction(1200, classes)), unseen.x);
    expect(hits(answers, unseen)).toBeGreaterThan(least);
  });

  it('answers in ONNX Runtime what it does in TensorFlow.js', async () => {
    const data = interaction(200, 0);
    const target = { values: Float64Array.from(data.y), classes: 0 };
    const plan = planInput(data.x, columns);
    const { truth, loss, start: bias } = headFor(target);
    const tensorflow = await loadTensorFlow();
    const input = await networkInput(plan, data.x);
    const random = new RandomSource(2);
    const training = Int32Array.from({ length: 200 }, (_, row) => row);
    const { network: learned } = await trainNetwork(
      tensorflow,
      initialNetwork({ plan, hidden: [16, 8], embeddingSize: 3, bias }, random),
      { input, truth, loss, training, validation: new Int32Array(0) },
      { epochs: 5, batchSize: 50, learningRate: 0.01, dropout: 0, patience: undefined },
      random,
      () => {},
    );
    const { tf } = tensorflow;
    const unseen = interaction(500, 0, 3).x;
    const given = await networkInput(plan, unseen);
    const all = Int32Array.from({ length: 500 }, (_, row) => row);
    const wanted = tf.tidy(() => {
      const variables = createVariables(tf, learned);
      const answers = forward(tf, variables, batchInput(tf, given, all)).dataSync();
      for (const variable of listVariables(variables)) variable.dispose();
      return Float32Array.from(answers);
    });
    const received = await runTransform((graph, x) => emitNetwork(graph, x, plan, learned), unseen);
    expectSameNumbers(received.data, wanted, { tolerance: 1e-5, floor: 1 });
    expect(tf.memory().numTensors).toBe(0);
  });

  it('takes categories that it has not seen', async () => {
    const fitted = await fitEstimator(mlp(small), interaction(200, 0));
    const answers = await answersOf(fitted, matrixOf([[1, 1, -1, 1990]]));
    expect(answers.data.every(Number.isFinite)).toBe(true);
  });

  it('refuses missing numbers, and names their columns', async () => {
    const data = interaction(50, 0);
    const rows = rowsOf(data.x).map(([a, b, side, year], row) => [a, row === 9 ? Number.NaN : b, side, year]);
    await expect(fitEstimator(mlp(small), { ...data, x: matrixOf(rows) })).rejects.toMatchObject({
      code: 'ESTIMATOR_UNFITTABLE',
      message:
        "Estimator 'mlp' must see no missing or infinite values, got some in b. Put an impute step before it.",
    });
  });

  it('keeps the weights of the epoch that did best on rows it did not learn from', async () => {
    const data = interaction(150, 0);
    const y = data.y.map((value, row) => value + 3 * new RandomSource(row).normal());
    const options = { ...network, hidden: [32], earlyStopping: { fraction: 0.3, patience: 5 } };
    const stopped = await fitEstimator(mlp(options), { ...data, y });
    const { epochs } = stopped.detail as { epochs: number };
    expect(epochs).toBeGreaterThan(0);
    expect(epochs).toBeLessThan(55);
    // Another patience does not make another network of the same epoch.
    const patient = { ...options, epochs, earlyStopping: { fraction: 0.3, patience: 100 } };
    const again = await fitEstimator(mlp(patient), { ...data, y });
    expect(Buffer.compare(bytesOf(again, 4), bytesOf(stopped, 4))).toBe(0);
  });

  it('says so when it runs away', async () => {
    const data = interaction(64, 0);
    await expect(fitEstimator(mlp({ ...small, learningRate: 1e30 }), data)).rejects.toMatchObject({
      code: 'ESTIMATOR_UNFITTABLE',
      message:
        'The weights of a network must stay finite while it learns, got some that do not. Lower learningRate.',
    });
  });

  it('is a linear model without hidden layers', async () => {
    const x = matrixOf(Array.from({ length: 64 }, (_, row) => [row, row % 7]));
    const y = rowsOf(x).map(([a, b]) => 2 * a - 5 * b + 100);
    const fitted = await fitEstimator(mlp({ hidden: [], learningRate: 0.05, epochs: 150, batchSize: 16 }), {
      x,
      y,
      classes: 0,
    });
    expectSameNumbers((await answersOf(fitted, x)).data, y, { tolerance: 0.02, floor: 100 });
  });

  it.each<[MlpOptions, string]>([
    [{ hidden: [8, 0] }, "'hidden' of estimator 'mlp' must be a whole number from 1, got 0."],
    [{ dropout: 1 }, "'dropout' of estimator 'mlp' must be at least 0 and below 1, got 1."],
    [{ learningRate: 0 }, "'learningRate' of estimator 'mlp' must be finite and above 0, got 0."],
    [{ epochs: 1.5 }, "'epochs' of estimator 'mlp' must be a whole number from 1, got 1.5."],
    [{ batchSize: 0 }, "'batchSize' of estimator 'mlp' must be a whole number from 1, got 0."],
    [
      { embeddings: { size: 0 } },
      "'embeddings.size' of estimator 'mlp' must be a whole number from 1, got 0.",
    ],
    [
      { earlyStopping: { fraction: 1, patience: 3 } },
      "'earlyStopping.fraction' of estimator 'mlp' must be above 0 and below 1, got 1.",
    ],
    [
      { earlyStopping: { fraction: 0.1, patience: 0 } },
      "'earlyStopping.patience' of estimator 'mlp' must be a whole number from 1, got 0.",
    ],
  ])('refuses %j', (options, message) => {
    expect(() => mlp(options)).toThrow(
      expect.objectContaining({ code: 'PARAMETER_INVALID', message: `Parameter ${message}` }),
    );
  });
});
