import type { Rank, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from './tensorflow';
import { withGradient } from './with-gradient';

/*
 * The layers of a network, each with its gradient. TensorFlow.js would find these gradients itself, but it
 * multiplies by transposed matrices, which takes its WebAssembly backend three times as long as transposing
 * them first, and it has none for look-ups there.
 */

/**
 * x · weights + bias.
 *
 * @param x - [rows, inputs]
 * @param inputLearns - whether x depends on what is learned
 * @returns [rows, outputs]
 */
export function dense(
  tf: Tf,
  x: Tensor2D,
  weights: Tensor2D,
  bias: Tensor1D,
  { inputLearns }: { readonly inputLearns: boolean },
): Tensor2D {
  return withGradient(tf, {
    inputs: [x, weights, bias],
    saved: [x],
    value: (): Tensor2D => tf.add(tf.matMul(x, weights), bias),
    gradient: (given, kept) => [
      inputLearns ? tf.matMul(given, tf.transpose(weights)) : tf.zerosLike(kept),
      tf.matMul(tf.transpose(kept), given),
      tf.reshape(tf.matMul(tf.ones<Rank.R2>([1, given.shape[0]]), given), bias.shape),
    ],
  });
}

/**
 * What is above 0, and 0 for the rest.
 *
 * @param mask - times what each unit answers, [rows, units]; all 1 when left out
 */
export function rectified(tf: Tf, x: Tensor2D, mask: Tensor2D | undefined): Tensor2D {
  const masked = (value: Tensor2D): Tensor2D => (mask === undefined ? value : tf.mul(value, mask));
  return withGradient(tf, {
    inputs: [x],
    saved: [x],
    value: () => masked(tf.relu(x)),
    gradient: (given, kept) => [masked(tf.mul(given, tf.step(kept)))],
  });
}

/** Which rows of a table to look up: `columns` of them for each row of the input. */
export interface LookUps {
  /** [rows * columns] */
  readonly slots: Int32Array;
  readonly columns: number;
}

/**
 * Numbers, and beside them rows of a table.
 *
 * @param numbers - [rows, numbers]; undefined when there are none
 * @param table - [slots, size], which learns
 * @returns [rows, numbers + columns * size]
 */
export function embedded(
  tf: Tf,
  numbers: Tensor2D | undefined,
  table: Tensor2D,
  { slots, columns }: LookUps,
): Tensor2D {
  const [, size] = table.shape;
  const before = numbers?.shape[1] ?? 0;
  return withGradient(tf, {
    inputs: [table],
    saved: [],
    value: () => {
      const rows = tf.gather(table, tf.tensor1d(slots, 'int32'));
      const found = tf.reshape<Rank.R2>(rows, [slots.length / columns, columns * size]) as Tensor2D;
      return numbers === undefined ? found : tf.concat([numbers, found], 1);
    },
    gradient: (given) => {
      const sums = new Float32Array(table.size);
      const numbersOf = given.dataSync();
      for (let lookUp = 0, at = 0; lookUp < slots.length; lookUp++) {
        if (lookUp % columns === 0) at += before;
        const target = slots[lookUp] * size;
        for (let i = 0; i < size; i++) sums[target + i] += numbersOf[at++];
      }
      return [tf.tensor2d(sums, table.shape)];
    },
  });
}
