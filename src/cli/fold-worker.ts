import type { SupervisedPrediction } from '../contract';
import type { Fold } from '../data';
import { type GatheredData, gatherData, type ModelDefinition, predictFold } from '../training';
import { findDefinition } from './find-definition';

export interface FoldTask {
  /** Name of the model or path of its definition file: a definition holds functions, which cannot be sent. */
  readonly reference: string;
  readonly fold: Fold;
  readonly seed: number;
}

interface Prepared {
  readonly definition: ModelDefinition;
  readonly data: GatheredData;
}

const prepared = new Map<string, Promise<Prepared>>();

/** Predicts one fold in a worker thread, which reads the definition and the data once. */
export async function runFold({ reference, fold, seed }: FoldTask): Promise<SupervisedPrediction> {
  const preparing = prepared.get(reference) ?? prepare(reference);
  prepared.set(reference, preparing);
  const { definition, data } = await preparing;
  return predictFold(definition, data, fold, { seed });
}

async function prepare(reference: string): Promise<Prepared> {
  const definition = findDefinition(reference);
  return { definition, data: await gatherData(definition) };
}
