import { type ErrorCode, type ErrorParts, PredictqlError, type SupervisedPrediction } from '../contract';
import type { Fold } from '../data';
import {
  candidateOf,
  foldsOf,
  type GatheredData,
  gatherData,
  type ModelDefinition,
  predictFold,
  type TrialParameters,
} from '../training';
import { findDefinition } from './find-definition';
import { searchOf } from './search-of';

export interface TrialTask {
  /** Name of the model or path of its definition file: a definition holds functions, which cannot be sent. */
  readonly reference: string;
  readonly parameters: TrialParameters;
  readonly k: number;
  readonly seed: number;
  /** Which of the k folds. */
  readonly fold: number;
}

/** Errors lose their code on the way from a thread, so that they travel as data. */
export type TrialAnswer =
  | { readonly prediction: SupervisedPrediction }
  | { readonly error: { readonly code: ErrorCode; readonly parts: ErrorParts } };

interface Prepared {
  readonly definition: ModelDefinition;
  readonly data: GatheredData;
  readonly folds: readonly Fold[];
}

let prepared: Promise<Prepared> | undefined;

/** Predicts one fold of one trial in a worker thread, which is of one search and reads the data once. */
export async function runTrial(task: TrialTask): Promise<TrialAnswer> {
  prepared ??= prepare(task);
  const { definition, data, folds } = await prepared;
  try {
    const candidate = candidateOf(definition, searchOf(definition), task.parameters);
    return { prediction: await predictFold(candidate, data, folds[task.fold], { seed: task.seed }) };
  } catch (error) {
    if (error instanceof PredictqlError) return { error: { code: error.code, parts: error.parts } };
    throw error;
  }
}

async function prepare({ reference, k, seed }: TrialTask): Promise<Prepared> {
  const definition = findDefinition(reference);
  const data = await gatherData(definition);
  return { definition, data, folds: foldsOf(data, k, seed) };
}
