import { allOf } from '../boosting/sampling';
import { keepValidation } from '../boosting/validation-rows';
import type { Estimator } from '../estimator';
import { assertFittable } from '../fittable';
import { emitNetwork } from '../neural/emit-network';
import { headFor } from '../neural/head';
import { initialNetwork } from '../neural/network';
import { networkInput, planInput } from '../neural/network-input';
import { loadTensorFlow } from '../neural/tensorflow';
import { trainNetwork } from '../neural/train-network';
import { assertParameter, assertPositive, assertWhole } from '../parameter';

export interface MlpOptions {
  /** Units of each hidden layer; none make a linear model. Default [64, 32]. */
  readonly hidden?: readonly number[];
  /** Share of the hidden units that each batch does without, from 0 to below 1. Default 0. */
  readonly dropout?: number;
  /** Of Adam. Default 0.003. */
  readonly learningRate?: number;
  /** Most passes over the rows. Default 100. */
  readonly epochs?: number;
  /** Rows per step. Default 128. */
  readonly batchSize?: number;
  /** Stop once the loss on a share of the rows has not fallen for so many epochs, and keep the best. */
  readonly earlyStopping?: { readonly fraction: number; readonly patience: number };
  /** Numbers that stand for each category. Default 4. */
  readonly embeddings?: { readonly size: number };
}

/**
 * A multilayer perceptron for numbers, two classes or several, trained by TensorFlow.js. Numbers are
 * standardised inside, and so is the target of a regression; missing numbers have to be imputed before.
 * Categories are looked up in a table that is learned too, in which unseen and missing ones have a place.
 *
 * @throws PredictqlError `PARAMETER_INVALID` on an option out of its range
 */
export function mlp(options: MlpOptions = {}): Estimator {
  const {
    hidden = [64, 32],
    dropout = 0,
    learningRate = 0.003,
    epochs = 100,
    batchSize = 128,
    earlyStopping,
    embeddings = { size: 4 },
  } = options;
  assertOptions({ hidden, dropout, learningRate, epochs, batchSize, earlyStopping, embeddings });
  return {
    name: 'mlp',
    tasks: ['regression', 'classification'],
    parameters: {
      hidden,
      dropout,
      learningRate,
      epochs,
      batchSize,
      embeddings,
      ...(earlyStopping && { earlyStopping }),
    },
    async fit(input) {
      const { x, columns, target, random, progress } = input;
      // A missing category has a place of its own in the table; a missing number has none among numbers.
      assertFittable(input, 'mlp', { missingAllowed: ({ kind }) => kind === 'category' });
      const plan = planInput(x, columns);
      const { start: bias, truth, loss, emit } = headFor(target);
      const rows =
        earlyStopping === undefined
          ? { training: allOf(x.rows), validation: allOf(0) }
          : keepValidation(target.values, target.classes, earlyStopping.fraction, random.fork('validation'));
      const tensorflow = await loadTensorFlow();
      const { network, epoch } = await trainNetwork(
        tensorflow,
        initialNetwork({ plan, hidden, embeddingSize: embeddings.size, bias }, random.fork('weights')),
        { input: await networkInput(plan, x), truth, loss, ...rows },
        { epochs, batchSize, learningRate, dropout, patience: earlyStopping?.patience },
        random,
        progress,
      );
      return {
        emit: (graph, value) => emit(graph, emitNetwork(graph, value, plan, network)),
        detail: { backend: tensorflow.backend, epochs: epoch },
      };
    },
  };
}

type Settled = { readonly [Name in keyof MlpOptions]-?: MlpOptions[Name] | undefined } & Required<
  Omit<MlpOptions, 'earlyStopping'>
>;

function assertOptions(options: Settled): void {
  const owner = "estimator 'mlp'";
  const { hidden, dropout, learningRate, epochs, batchSize, earlyStopping, embeddings } = options;
  for (const units of hidden) assertWhole(owner, 'hidden', units, 1);
  assertParameter(owner, 'dropout', dropout, 'be at least 0 and below 1', dropout >= 0 && dropout < 1);
  assertPositive(owner, 'learningRate', learningRate);
  assertWhole(owner, 'epochs', epochs, 1);
  assertWhole(owner, 'batchSize', batchSize, 1);
  assertWhole(owner, 'embeddings.size', embeddings.size, 1);
  if (earlyStopping === undefined) return;
  const { fraction, patience } = earlyStopping;
  const isShare = fraction > 0 && fraction < 1;
  assertParameter(owner, 'earlyStopping.fraction', fraction, 'be above 0 and below 1', isShare);
  assertWhole(owner, 'earlyStopping.patience', patience, 1);
}
