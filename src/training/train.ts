import {
  type Contract,
  compileEncoder,
  type Golden,
  goldenExpectation,
  type Row,
  type SupervisedPrediction,
} from '../contract';
import { type DataSource, publicNameOf, sha256OfFile, splitRows } from '../data';
import type { ModelDefinition } from './definition';
import {
  type DataPart,
  exportPipeline,
  type FitOptions,
  fitDefinition,
  narrowContract,
  partOf,
} from './fit-definition';
import { matrixBlocks } from './frame';
import { gatherData } from './gather';
import { goldenRows } from './golden-rows';
import type { FittedPipeline } from './pipeline';
import { runPipeline } from './run-graph';
import type { Json } from './step';

export interface TrainOptions extends FitOptions {
  /** Decides the split and every random choice. */
  readonly seed: number;
  /** Share of the rows kept for the assessment. Default 0.1. */
  readonly holdout?: number;
}

/** Predictions with the truth they should have met. */
export interface Evaluation {
  readonly split: 'train' | 'holdout';
  /** Per row: the number, or the class index. */
  readonly truth: Float64Array;
  readonly prediction: SupervisedPrediction;
}

/** A model that has been trained and not been published. */
export interface TrainedModel {
  readonly contract: Contract;
  /** The whole pipeline as one ONNX file. */
  readonly model: Uint8Array;
  readonly golden: Golden;
  readonly steps: FittedPipeline['steps'];
  readonly estimator: { readonly name: string; readonly parameters: Readonly<Record<string, Json>> };
  readonly seed: number;
  readonly dataset: { readonly source: string; readonly sha256: string };
  /** Rows left out because they have no target. */
  readonly droppedRows: number;
  readonly evaluations: readonly Evaluation[];
}

/**
 * Gathers the data of a definition, fits its pipeline on the training split and runs the finished ONNX
 * file on both splits. The same data, definition and seed give the same bytes.
 *
 * @throws PredictqlError on data that break the contract and on steps that cannot be fitted
 */
export async function train(definition: ModelDefinition, options: TrainOptions): Promise<TrainedModel> {
  const { seed, holdout = 0.1, progress = () => {} } = options;
  progress('reading data', 0);
  const data = await gatherData(definition);
  const { rows, target } = data;
  const split = splitRows(rows.length, {
    seed,
    fractions: { holdout },
    ...(target.classes > 0 && { stratifyBy: target.values }),
  });
  const training = partOf(data, split.train);
  const pipeline = await fitDefinition(definition, data, training, {
    seed,
    progress: (stage, fraction) => progress(stage, 0.1 + 0.8 * fraction),
  });
  const narrowed = narrowContract(definition, data, pipeline);
  const { contract } = narrowed;
  const model = exportPipeline(pipeline, narrowed);

  progress('assessing', 0.9);
  const evaluate = async (name: Evaluation['split'], { x, truth }: DataPart): Promise<Evaluation> => {
    const seen = matrixBlocks.gather(x, narrowed.features);
    return { split: name, truth, prediction: await runPipeline(model, contract.target, seen) };
  };
  return {
    contract,
    model,
    golden: await answered(contract, model, goldenRows(contract, rows)),
    steps: pipeline.steps,
    estimator: { name: definition.estimator.name, parameters: definition.estimator.parameters },
    seed,
    dataset: await fingerprint(definition.data),
    droppedRows: data.sourceRows - rows.length,
    evaluations: [await evaluate('train', training), await evaluate('holdout', partOf(data, split.holdout))],
  };
}

async function fingerprint(source: DataSource): Promise<TrainedModel['dataset']> {
  return { source: publicNameOf(source.path), sha256: await sha256OfFile(source.path) };
}

/** Golden rows with the model's answers; a row without a finite answer proves nothing and is left out. */
async function answered(contract: Contract, model: Uint8Array, rows: readonly Row[]): Promise<Golden> {
  const prediction = await runPipeline(model, contract.target, compileEncoder(contract)(rows));
  if (prediction.task === 'regression') {
    const finite = [...rows.keys()].filter((row) => Number.isFinite(prediction.values[row]));
    return {
      rows: finite.map((row) => goldenRow(rows[row])),
      expected: { task: 'regression', predictions: finite.map((row) => prediction.values[row]) },
    };
  }
  return { rows: rows.map(goldenRow), expected: goldenExpectation(contract.target, prediction) };
}

function goldenRow(row: Row): Golden['rows'][number] {
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell ?? null]));
}
