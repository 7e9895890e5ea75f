import type { GradSaveFunc, Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from './tensorflow';

export interface Differentiable<T extends Tensor, Saved extends readonly Tensor[] | []> {
  /** What the gradient is found for. */
  readonly inputs: readonly Tensor[];
  /** What the gradient needs: any other tensor of the pass forward is gone when it is asked for. */
  readonly saved: Saved;
  readonly value: () => T;
  /** @returns one gradient per input, of its shape */
  readonly gradient: (given: T, ...saved: Saved) => Tensor[];
}

/** An operation whose gradient is written out rather than found by TensorFlow.js. */
export function withGradient<T extends Tensor, Saved extends readonly Tensor[] | []>(
  tf: Tf,
  { inputs, saved, value, gradient }: Differentiable<T, Saved>,
): T {
  const operation = tf.customGrad<T>((...given) => {
    const save = given.at(-1) as GradSaveFunc;
    save([...saved]);
    return {
      value: value(),
      gradFunc: (dy, kept) => gradient(dy, ...(kept as unknown as Saved)),
    };
  });
  return operation(...inputs);
}
