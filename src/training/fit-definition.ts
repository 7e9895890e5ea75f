import { type Contract, type Matrix, sealContract, takeRows } from '../contract';
import { RandomSource } from '../data';
import { columnsOf } from './column';
import type { ModelDefinition } from './definition';
import type { GatheredData } from './gather';
import { type FittedPipeline, fitPipeline } from './pipeline';
import { identityTarget, logTarget } from './target-transform';

/** Tells what is being done and how far it is, from 0 to 1. */
export type TrainingProgress = (stage: string, fraction: number) => void;

export interface FitOptions {
  /** Decides every random choice. */
  readonly seed: number;
  readonly progress?: TrainingProgress;
}

/** Some rows of the data with their truth. */
export interface DataPart {
  /** float32 [rows, features] */
  readonly x: Matrix;
  /** The truth, in its own scale. */
  readonly truth: Float64Array;
}

export function partOf({ x, target }: GatheredData, rows: Int32Array): DataPart {
  return { x: takeRows(x, rows), truth: Float64Array.from(rows, (row) => target.values[row]) };
}

/** Fits a definition's pipeline on the part. */
export async function fitDefinition(
  { pipeline, estimator, task }: ModelDefinition,
  { contract, target }: GatheredData,
  { x, truth }: DataPart,
  { seed, progress = () => {} }: FitOptions,
): Promise<FittedPipeline> {
  return fitPipeline(pipeline, estimator, {
    x,
    columns: columnsOf(contract),
    target: { values: truth, classes: target.classes },
    transform: task.task === 'regression' && task.options.transform === 'log' ? logTarget : identityTarget,
    random: new RandomSource(seed),
    progress,
  });
}

/** The part of a contract that a fitted pipeline reads, and where it lies in the whole. */
export interface NarrowedContract {
  readonly contract: Contract;
  /** Positions of its features in the whole contract, ascending. */
  readonly features: readonly number[];
}

/** The contract without the features that no column was made from, unless the definition keeps them. */
export function narrowContract(
  { unusedFeatures = 'drop' }: ModelDefinition,
  { contract }: GatheredData,
  pipeline: FittedPipeline,
): NarrowedContract {
  const all = [...contract.features.keys()];
  const features = unusedFeatures === 'keep' ? all : pipeline.usedFeatures;
  if (features.length === all.length) return { contract, features: all };
  return {
    contract: sealContract({
      ...contract,
      features: features.map((position) => contract.features[position]),
    }),
    features,
  };
}

/** The bytes of the whole pipeline as one ONNX file, with the contract inside. */
export function exportPipeline(
  pipeline: FittedPipeline,
  { contract, features }: NarrowedContract,
): Uint8Array {
  return pipeline.toOnnx({ 'predictql.contract': JSON.stringify(contract) }, contract.title, features);
}
