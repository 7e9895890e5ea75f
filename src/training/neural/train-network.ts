import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { type Matrix, PredictqlError } from '../../contract';
import type { RandomSource } from '../../data';
import { batchInput, batchOf } from './batch';
import type { NetworkLoss } from './losses';
import type { Network } from './network';
import type { NetworkInput } from './network-input';
import type { LoadedTensorFlow, Tf } from './tensorflow';
import { createVariables, forward, listVariables, type NetworkVariables, readVariables } from './variables';

export interface NetworkRules {
  /** Most passes over the rows. */
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Share of the hidden units that a batch does without. */
  readonly dropout: number;
  /** Epochs without a lower loss on the validation rows to stop after; undefined: never. */
  readonly patience: number | undefined;
}

/** What to learn, and from which rows. */
export interface NetworkData {
  readonly input: NetworkInput;
  /** float32 [rows, outputs] */
  readonly truth: Matrix;
  readonly training: Int32Array;
  /** Rows that tell when to stop; none are needed where nobody asks. */
  readonly validation: Int32Array;
  readonly loss: NetworkLoss;
}

export interface TrainedNetwork {
  readonly network: Network;
  /** The epoch that it is of, from 1. */
  readonly epoch: number;
}

/** Rows that are answered at once when nothing is learned from them. */
const largestBatch = 4096;

/**
 * Learns by Adam (Kingma, Ba, ICLR 2015) on batches of rows in an order drawn anew for each epoch, with
 * dropout (Srivastava et al., JMLR 15, 2014). The same data, rules and random source give the same bytes on
 * one backend. Lets other work go on between epochs.
 *
 * @throws PredictqlError `ESTIMATOR_UNFITTABLE` when the numbers leave the range of float32
 */
export async function trainNetwork(
  { tf }: LoadedTensorFlow,
  start: Network,
  { input, truth, training, validation, loss }: NetworkData,
  { epochs, batchSize, learningRate, dropout, patience }: NetworkRules,
  random: RandomSource,
  progress: (fraction: number) => void,
): Promise<TrainedNetwork> {
  const variables = createVariables(tf, start);
  // TensorFlow.js would choose its epsilon by the backend.
  const optimizer = tf.train.adam(learningRate, 0.9, 0.999, 1e-7);
  const orders = random.fork('order');
  const masks = random.fork('dropout');
  const widths = start.layers.slice(0, -1).map(({ bias }) => bias.length);
  const learn = (rows: Int32Array): void =>
    tf.tidy(() => {
      const given = batchInput(tf, input, rows);
      const wanted = batchOf(tf, truth, rows);
      const dropped = widths.map((width) =>
        dropout > 0 ? dropoutMask(tf, rows.length, width, dropout, masks) : undefined,
      );
      optimizer.minimize(
        () => loss(tf, forward(tf, variables, given, dropped), wanted),
        false,
        listVariables(variables),
      );
    });
  try {
    let best: TrainedNetwork & { readonly loss: number } = {
      network: start,
      epoch: 0,
      loss: Number.POSITIVE_INFINITY,
    };
    const order = Int32Array.from(training);
    for (let epoch = 1; epoch <= epochs; epoch++) {
      orders.shuffle(order);
      for (let at = 0; at < order.length; at += batchSize) learn(order.subarray(at, at + batchSize));
      progress(epoch / epochs);
      await nextTurn();
      if (patience === undefined) continue;
      const reached = meanLoss(tf, variables, { input, truth, rows: validation }, loss);
      if (reached < best.loss) best = { network: readVariables(variables), epoch, loss: reached };
      else if (epoch - best.epoch >= patience) break;
    }
    return finite(patience === undefined ? { network: readVariables(variables), epoch: epochs } : best);
  } finally {
    optimizer.dispose();
    for (const variable of listVariables(variables)) variable.dispose();
  }
}

/** The loss on rows that nothing is learned from. */
function meanLoss(
  tf: Tf,
  variables: NetworkVariables,
  { input, truth, rows }: { readonly input: NetworkInput; readonly truth: Matrix; readonly rows: Int32Array },
  loss: NetworkLoss,
): number {
  let sum = 0;
  for (let at = 0; at < rows.length; at += largestBatch) {
    const batch = rows.subarray(at, at + largestBatch);
    const mean = tf.tidy(() =>
      loss(tf, forward(tf, variables, batchInput(tf, input, batch)), batchOf(tf, truth, batch)).dataSync(),
    );
    sum += mean[0] * batch.length;
  }
  return sum / rows.length;
}

/** 0 for the units to leave out; the others make up for them. */
function dropoutMask(tf: Tf, rows: number, width: number, share: number, random: RandomSource): Tensor2D {
  const kept = 1 / (1 - share);
  const mask = new Float32Array(rows * width);
  for (let unit = 0; unit < mask.length; unit++) mask[unit] = random.next() < share ? 0 : kept;
  return tf.tensor2d(mask, [rows, width]);
}

function finite(trained: TrainedNetwork): TrainedNetwork {
  const { embedding, layers } = trained.network;
  const parts = [embedding?.data ?? [], ...layers.flatMap(({ weights, bias }) => [weights.data, bias])];
  if (trained.epoch > 0 && parts.every((part) => part.every(Number.isFinite))) return trained;
  throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
    subject: 'The weights of a network',
    expected: 'stay finite while it learns',
    received: 'some that do not',
    remedy: 'Lower learningRate.',
  });
}
