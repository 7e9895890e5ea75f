import type { Rank, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import { dense, embedded, type LookUps, rectified } from './layers';
import type { Network, Weights } from './network';
import type { Tf } from './tensorflow';

/** A network in TensorFlow.js, which does not free it by itself: dispose of every variable. */
export interface NetworkVariables {
  readonly embedding: Variable<Rank.R2> | undefined;
  readonly layers: readonly { readonly weights: Variable<Rank.R2>; readonly bias: Variable<Rank.R1> }[];
}

/** What a network reads of the rows of a batch, in TensorFlow.js. */
export interface BatchInput {
  /** [rows, numbers] */
  readonly numbers: Tensor2D | undefined;
  readonly lookUps: LookUps | undefined;
}

export function createVariables(tf: Tf, { embedding, layers }: Network): NetworkVariables {
  const matrix = ({ data, rows, columns }: Weights) =>
    tf.variable<Rank.R2>(tf.tensor2d(data, [rows, columns]));
  return tf.tidy(() => ({
    embedding: embedding === undefined ? undefined : matrix(embedding),
    layers: layers.map(({ weights, bias }) => ({
      weights: matrix(weights),
      bias: tf.variable<Rank.R1>(tf.tensor1d(bias)),
    })),
  }));
}

export function listVariables({ embedding, layers }: NetworkVariables): Variable[] {
  const ofLayers = layers.flatMap(({ weights, bias }) => [weights, bias] as Variable[]);
  return embedding === undefined ? ofLayers : [embedding as Variable, ...ofLayers];
}

/** What the variables hold now. */
export function readVariables({ embedding, layers }: NetworkVariables): Network {
  return {
    embedding: embedding === undefined ? undefined : weightsOf(embedding),
    layers: layers.map(({ weights, bias }) => ({ weights: weightsOf(weights), bias: numbersOf(bias) })),
  };
}

/**
 * What the network answers, before any sigmoid or softmax.
 *
 * @param masks - for each hidden layer what its units' answers are multiplied by; for training
 * @returns [rows, outputs]
 */
export function forward(
  tf: Tf,
  { embedding, layers }: NetworkVariables,
  { numbers, lookUps }: BatchInput,
  masks: readonly (Tensor2D | undefined)[] = [],
): Tensor2D {
  const hasEmbedding = embedding !== undefined && lookUps !== undefined;
  let value = hasEmbedding ? embedded(tf, numbers, embedding, lookUps) : (numbers as Tensor2D);
  for (const [index, { weights, bias }] of layers.entries()) {
    if (index > 0) value = rectified(tf, value, masks[index - 1]);
    value = dense(tf, value, weights, bias, { inputLearns: hasEmbedding || index > 0 });
  }
  return value;
}

function weightsOf(variable: Variable<Rank.R2>): Weights {
  const [rows, columns] = variable.shape;
  return { data: numbersOf(variable), rows, columns };
}

/** A copy: a backend may lend its own memory. */
function numbersOf(variable: Variable<Rank.R1> | Variable<Rank.R2>): Float32Array {
  return Float32Array.from(variable.dataSync());
}
