import type { Prediction } from '../contract';
import type { Fold } from '../data';
import { type GatheredData, gatherData, predictFold } from '../training';
import { findDefinition } from './find-definition';

export interface FoldTask {
  /** Name of the model: a definition holds functions, which cannot be sent. */
  readonly model: string;
  readonly fold: Fold;
  readonly seed: number;
}

const gathered = new Map<string, Promise<GatheredData>>();

/** Predicts one fold in a worker thread, which reads the data once. */
export async function runFold({ model, fold, seed }: FoldTask): Promise<Prediction> {
  const definition = findDefinition(model);
  const data = gathered.get(model) ?? gatherData(definition);
  gathered.set(model, data);
  return predictFold(definition, await data, fold, { seed });
}
