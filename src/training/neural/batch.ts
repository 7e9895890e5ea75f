import type { Tensor2D } from '@tensorflow/tfjs-core';
import { type Matrix, takeRows } from '../../contract';
import type { NetworkInput } from './network-input';
import type { Tf } from './tensorflow';
import type { BatchInput } from './variables';

/** The input of some rows, in TensorFlow.js. */
export function batchInput(tf: Tf, { numbers, slots }: NetworkInput, rows: Int32Array): BatchInput {
  return {
    numbers: numbers === undefined ? undefined : tensorOf(tf, takeRows(numbers, rows)),
    lookUps:
      slots === undefined
        ? undefined
        : { slots: Int32Array.from(takeRows(slots, rows).data), columns: slots.columns },
  };
}

/** Rows of a matrix, in TensorFlow.js. */
export function batchOf(tf: Tf, x: Matrix, rows: Int32Array): Tensor2D {
  return tensorOf(tf, takeRows(x, rows));
}

function tensorOf(tf: Tf, { data, rows, columns }: Matrix): Tensor2D {
  return tf.tensor2d(data, [rows, columns]);
}
