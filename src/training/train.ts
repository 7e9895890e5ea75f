import {
  type Contract,
  compileEncoder,
  defineContract,
  type Golden,
  type Prediction,
  type Row,
} from '../contract';
import {
  type DataSource,
  labelledRowsOf,
  publicNameOf,
  RandomSource,
  readTable,
  sha256OfFile,
  splitRows,
} from '../data';
import { columnsOf } from './column';
import type { ModelDefinition } from './definition';
import { goldenRows } from './golden-rows';
import { type FittedPipeline, fitPipeline } from './pipeline';
import { runPipeline } from './run-graph';
import type { Json } from './step';
import { identityTarget, logTarget } from './target-transform';

export interface TrainOptions {
  /** Decides the split and every random choice. */
  readonly seed: number;
  /** Share of the rows kept for the assessment. Default 0.1. */
  readonly holdout?: number;
  /** Tells what is being done and how far it is, from 0 to 1. */
  readonly progress?: (stage: string, fraction: number) => void;
}

/** Predictions with the truth they should have met. */
export interface Evaluation {
  readonly split: 'train' | 'holdout';
  /** Per row: the number, or the class index. */
  readonly truth: Float64Array;
  readonly prediction: Prediction;
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
  const contract = defineContract(definition);
  progress('reading data', 0);
  const { rows, target, dropped } = labelledRowsOf(await readTable(definition.data), contract);
  const classes = contract.target.task === 'classification' ? contract.target.classes.length : 0;
  const split = splitRows(rows.length, {
    seed,
    fractions: { holdout },
    ...(classes > 0 && { stratifyBy: target }),
  });
  const encode = compileEncoder(contract);
  const part = (indices: Int32Array) => ({
    x: encode(Array.from(indices, (index) => rows[index])),
    truth: Float64Array.from(indices, (index) => target[index]),
  });
  const training = part(split.train);
  const { task } = definition;
  const pipeline = await fitPipeline(definition.pipeline, definition.estimator, {
    x: training.x,
    columns: columnsOf(contract),
    target: { values: training.truth, classes },
    transform: task.task === 'regression' && task.options.transform === 'log' ? logTarget : identityTarget,
    random: new RandomSource(seed),
    progress: (stage, fraction) => progress(stage, 0.1 + 0.8 * fraction),
  });
  const model = pipeline.toOnnx({ 'predictql.contract': JSON.stringify(contract) }, contract.title);

  progress('assessing', 0.9);
  const held = part(split.holdout);
  const golden = await answered(contract, model, goldenRows(contract, rows));
  return {
    contract,
    model,
    golden,
    steps: pipeline.steps,
    estimator: { name: definition.estimator.name, parameters: definition.estimator.parameters },
    seed,
    dataset: await fingerprint(definition.data),
    droppedRows: dropped,
    evaluations: [
      {
        split: 'train',
        truth: training.truth,
        prediction: await runPipeline(model, contract.target, training.x),
      },
      { split: 'holdout', truth: held.truth, prediction: await runPipeline(model, contract.target, held.x) },
    ],
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
  const { data, columns } = prediction.probabilities;
  return {
    rows: rows.map(goldenRow),
    expected: {
      task: 'classification',
      labels: [...prediction.labels],
      probabilities: rows.map((_, row) => [...data.subarray(row * columns, (row + 1) * columns)]),
    },
  };
}

function goldenRow(row: Row): Golden['rows'][number] {
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell ?? null]));
}
