import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { RandomSource } from '../../../src/data';
import {
  logisticLoss,
  type NetworkLoss,
  softmaxLoss,
  squaredLoss,
} from '../../../src/training/neural/losses';
import { initialNetwork, type Network } from '../../../src/training/neural/network';
import { type BackendName, loadTensorFlow, type Tf } from '../../../src/training/neural/tensorflow';
import {
  type BatchInput,
  createVariables,
  forward,
  listVariables,
} from '../../../src/training/neural/variables';

const random = new RandomSource(4);
const rows = 6;
/** Two numbers and two categories of three slots each. */
const plan = {
  numbers: [0, 1].map((position) => ({ position, mean: 0, deviation: 1 })),
  categories: [2, 3].map((position, index) => ({ position, firstSlot: 3 * index, categories: 1 })),
  slots: 6,
};

const numbers = Float32Array.from({ length: rows * 2 }, () => random.normal());
const slots = Int32Array.from({ length: rows * 2 }, (_, at) => random.integer(3) + 3 * (at % 2));
const mask = Float32Array.from({ length: rows * 5 }, () => (random.next() < 0.3 ? 0 : 1.4));

const losses: readonly (readonly [string, NetworkLoss, number, () => number[]])[] = [
  ['squared', squaredLoss, 1, () => [random.normal()]],
  ['logistic', logisticLoss, 1, () => [random.integer(2)]],
  [
    'softmax',
    softmaxLoss,
    3,
    () => {
      const own = random.integer(3);
      return [0, 1, 2].map((index) => (index === own ? 1 : 0));
    },
  ],
];

/** Every number that the network learns, one list per variable. */
function partsOf({ embedding, layers }: Network): Float32Array[] {
  const ofLayers = layers.flatMap(({ weights, bias }) => [weights.data, bias]);
  return embedding === undefined ? ofLayers : [embedding.data, ...ofLayers];
}

describe.each<BackendName>(['cpu', 'wasm'])('gradients by the %s backend', (backend) => {
  let tf: Tf;
  beforeAll(async () => {
    ({ tf } = await loadTensorFlow([backend]));
  });

  it.each(losses)('of the %s loss are those that small steps show', (_, loss, outputs, drawTruth) => {
    const truth = Float32Array.from(Array.from({ length: rows }, drawTruth).flat());
    const network = initialNetwork(
      { plan, hidden: [5, 4], embeddingSize: 2, bias: new Float32Array(outputs) },
      new RandomSource(7),
    );
    for (const part of partsOf(network)) {
      for (let at = 0; at < part.length; at++) part[at] += 0.3 * random.normal();
    }

    const given = (): BatchInput => ({
      numbers: tf.tensor2d(numbers, [rows, 2]),
      lookUps: { slots, columns: 2 },
    });
    const wanted = () => tf.tensor2d(truth, [rows, outputs]);
    const lossOf = (changed: Network): number =>
      tf.tidy(() => {
        const variables = createVariables(tf, changed);
        const masks = [tf.tensor2d(mask, [rows, 5]), undefined];
        const [value] = loss(tf, forward(tf, variables, given(), masks), wanted()).dataSync();
        for (const variable of listVariables(variables)) variable.dispose();
        return value;
      });

    const variables = createVariables(tf, network);
    const gradients = tf.tidy(() => {
      const inputs = given();
      const masks: (Tensor2D | undefined)[] = [tf.tensor2d(mask, [rows, 5]), undefined];
      const target = wanted();
      const { grads } = tf.variableGrads(
        (): Scalar => loss(tf, forward(tf, variables, inputs, masks), target),
        listVariables(variables),
      );
      return listVariables(variables).map(({ name }) => Float32Array.from(grads[name].dataSync()));
    });
    for (const variable of listVariables(variables)) variable.dispose();

    // Wide enough for float32 to tell the two losses apart, narrow enough for few units to change sides.
    const step = 2e-3;
    let compared = 0;
    for (const [index, part] of partsOf(network).entries()) {
      for (let at = 0; at < part.length; at++) {
        const own = part[at];
        part[at] = own + step;
        const above = lossOf(network);
        part[at] = own - step;
        const below = lossOf(network);
        part[at] = own;
        const slope = (above - below) / (2 * step);
        expect(Math.abs(gradients[index][at] - slope)).toBeLessThan(3e-3 * Math.max(1, Math.abs(slope)));
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(60);
    expect(tf.memory().numTensors).toBe(0);
  });
});
