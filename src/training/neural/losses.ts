import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from './tensorflow';
import { withGradient } from './with-gradient';

/**
 * What a network minimises: the mean over the rows of a batch.
 *
 * @param raw - what the network answers, [rows, outputs]
 * @param truth - what it should, [rows, outputs]
 */
export type NetworkLoss = (tf: Tf, raw: Tensor2D, truth: Tensor2D) => Scalar;

/** Half the squared error. */
export const squaredLoss: NetworkLoss = (tf, raw, truth) =>
  meanOf(tf, raw, {
    perRow: () => tf.mul(tf.square(tf.sub(raw, truth)), 0.5),
    gradient: (kept) => tf.sub(kept, truth),
  });

/** Negative log-likelihood of one of two classes: answers are log-odds of the second, the truth is 0 or 1. */
export const logisticLoss: NetworkLoss = (tf, raw, truth) =>
  meanOf(tf, raw, {
    perRow: () => {
      // log(1 + e^raw) without overflow
      const soft = tf.add(tf.relu(raw), tf.log1p(tf.exp(tf.neg(tf.abs(raw)))));
      return tf.sub(soft, tf.mul(raw, truth));
    },
    gradient: (kept) => tf.sub(tf.sigmoid(kept), truth),
  });

/** Negative log-likelihood of one of several classes: answers are log-odds up to a constant, the truth is one-hot. */
export const softmaxLoss: NetworkLoss = (tf, raw, truth) => {
  const logarithms = (answers: Tensor2D) => {
    const moved = tf.sub(answers, tf.max(answers, 1, true));
    return tf.sub(moved, tf.log(tf.sum(tf.exp(moved), 1, true)));
  };
  return meanOf(tf, raw, {
    perRow: () => tf.neg(tf.mul(truth, logarithms(raw))),
    gradient: (kept) => tf.sub(tf.exp(logarithms(kept)), truth),
  });
};

interface RowLoss {
  readonly perRow: () => Tensor;
  /** @returns [rows, outputs] */
  readonly gradient: (raw: Tensor2D) => Tensor;
}

/** The sum of what is lost, over the number of rows. */
function meanOf(tf: Tf, raw: Tensor2D, { perRow, gradient }: RowLoss): Scalar {
  const rows = raw.shape[0];
  return withGradient(tf, {
    inputs: [raw],
    saved: [raw],
    value: () => tf.div<Scalar>(tf.sum(perRow()), rows),
    gradient: (given, kept) => [tf.mul(tf.div(gradient(kept), rows), given)],
  });
}
