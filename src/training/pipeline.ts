import { type Matrix, PredictqlError, type TaskName } from '../contract';
import type { RandomSource } from '../data';
import { floats, GraphBuilder, operators, type Value, writeModel } from '../onnx';
import type { Column } from './column';
import type { Estimator, FittedEstimator } from './estimator';
import { append, type Frame, frameOf, gather, matrixBlocks, valueBlocks, without } from './frame';
import { runTransform } from './run-graph';
import type { FittedStep, Json, Step, TrainingTarget } from './step';
import type { TargetTransform } from './target-transform';

/** A step with what it learned and where it reads. */
interface PlacedStep {
  readonly name: string;
  readonly positions: readonly number[];
  readonly fitted: FittedStep;
}

export interface PipelineInput {
  /** float32 [rows, features], contract order */
  readonly x: Matrix;
  readonly columns: readonly Column[];
  /** The truth in its own scale. */
  readonly target: TrainingTarget;
  readonly transform: TargetTransform;
  readonly random: RandomSource;
  readonly progress?: (stage: string, fraction: number) => void;
}

/** A fitted pipeline: everything between the contract's matrix and the prediction. */
export interface FittedPipeline {
  /** What each step did, in order, for the manifest. */
  readonly steps: readonly { step: string; outputs: number; detail?: Json }[];
  readonly estimator: FittedEstimator;
  /** The columns that the estimator reads. */
  readonly columns: readonly Column[];
  /** Positions of the features that a column of the estimator was made from, ascending. */
  readonly usedFeatures: readonly number[];
  /**
   * The bytes of the whole pipeline as one ONNX file.
   *
   * @param features - positions of the features that its input holds, the used ones at least; default: all
   */
  toOnnx(
    metadata: Readonly<Record<string, string>>,
    description: string,
    features?: readonly number[],
  ): Uint8Array;
}

/**
 * Fits the steps one after the other, each on the columns that the ones before it make, then the
 * estimator.
 *
 * @throws PredictqlError `STEP_UNFITTABLE` or `ESTIMATOR_UNFITTABLE`
 */
export async function fitPipeline(
  steps: readonly Step[],
  estimator: Estimator,
  { x, columns, target, transform, random, progress = () => {} }: PipelineInput,
): Promise<FittedPipeline> {
  assertTask(estimator, target.classes === 0 ? 'regression' : 'classification');
  const learned: TrainingTarget = { ...target, values: transform.apply(target.values) };
  let frame = frameOf(columns, x);
  const placed: PlacedStep[] = [];
  for (const [number, step] of steps.entries()) {
    progress(step.name, number / (steps.length + 1));
    const positions = step.columns(frame.columns, step.name);
    if (positions.length === 0) continue;
    const input = gather(frame, positions, matrixBlocks);
    const fitted = await step.fit({
      x: input,
      columns: positions.map((position) => frame.columns[position]),
      target: learned,
      random: random.fork(`step ${number}`),
    });
    frame = without(frame, consumed(positions, fitted));
    if ('emit' in fitted) {
      const made = fitted.trainingOutput ?? (await runTransform(fitted.emit, input));
      assertColumns(step.name, fitted.outputs.length, made.columns);
      frame = append(frame, fitted.outputs, made);
    }
    placed.push({ name: step.name, positions, fitted });
  }
  const everyPosition = [...frame.columns.keys()];
  const fittedEstimator = await estimator.fit({
    x: gather(frame, everyPosition, matrixBlocks),
    columns: frame.columns,
    target: learned,
    random: random.fork('estimator'),
    progress: (fraction) => progress(estimator.name, (steps.length + fraction) / (steps.length + 1)),
  });
  return {
    steps: placed.map(({ name, fitted }) => ({
      step: name,
      outputs: 'emit' in fitted ? fitted.outputs.length : fitted.kept.length,
      ...(fitted.detail !== undefined && { detail: fitted.detail }),
    })),
    estimator: fittedEstimator,
    columns: frame.columns,
    usedFeatures: usedFeatures(columns, frame.columns),
    toOnnx: (metadata, description, features = [...columns.keys()]) =>
      writeModel(assemble(columns, features, placed, fittedEstimator, transform, target.classes), {
        metadata,
        description,
      }),
  };
}

function usedFeatures(features: readonly Column[], columns: readonly Column[]): readonly number[] {
  const used = new Set(columns.flatMap((column) => column.features));
  return [...features.keys()].filter((position) => used.has(features[position].name));
}

/** The graph from `features` to the outputs that a manifest promises. */
function assemble(
  columns: readonly Column[],
  features: readonly number[],
  steps: readonly PlacedStep[],
  estimator: FittedEstimator,
  transform: TargetTransform,
  classes: number,
): GraphBuilder {
  const graph = new GraphBuilder('pipeline');
  const blocks = valueBlocks(graph);
  let frame = inputFrame(graph, columns, features);
  for (const { positions, fitted } of steps) {
    const left = without(frame, consumed(positions, fitted));
    frame =
      'emit' in fitted
        ? append(left, fitted.outputs, fitted.emit(graph, gather(frame, positions, blocks)))
        : left;
  }
  const output = estimator.emit(graph, gather(frame, [...frame.columns.keys()], blocks));
  if (classes === 0) {
    graph.output('prediction', transform.emitInverse(graph, output));
  } else {
    graph.output('label', operators.argMax(graph, output));
    graph.output('probabilities', output);
  }
  return graph;
}

/**
 * The frame that a graph starts with. A feature that the input leaves out is missing in every row: no
 * column of the estimator was made from it, but a step may still read it beside others.
 */
function inputFrame(
  graph: GraphBuilder,
  columns: readonly Column[],
  features: readonly number[],
): Frame<Value> {
  const input = graph.input('features', 'float', ['N', features.length]);
  if (features.length === columns.length) return frameOf(columns, input);
  const nan = graph.constant(floats([Number.NaN], []));
  const missing = operators.multiply(graph, operators.gatherColumns(graph, input, [0]), nan);
  const places = columns.map((_, position) => {
    const index = features.indexOf(position);
    return index < 0 ? { block: missing, index: 0 } : { block: input, index };
  });
  return { columns, places };
}

function assertTask({ name, tasks }: Estimator, task: TaskName): void {
  if (tasks.includes(task)) return;
  throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
    subject: `Estimator '${name}'`,
    expected: `be one for ${task}`,
    received: `one for ${tasks.join(' and ')}`,
    remedy: 'Use another estimator, or another task.',
  });
}

function assertColumns(step: string, promised: number, made: number): void {
  if (made === promised) return;
  throw new PredictqlError('STEP_UNFITTABLE', {
    subject: `Step '${step}'`,
    expected: `emit the ${promised} columns that its outputs name`,
    received: String(made),
    remedy: 'Name every column that the nodes make.',
  });
}

/** The columns that are no longer there after the step. */
function consumed(positions: readonly number[], fitted: FittedStep): readonly number[] {
  if ('emit' in fitted) return fitted.keepsInputs ? [] : positions;
  const kept = new Set(fitted.kept.map((index) => positions[index]));
  return positions.filter((position) => !kept.has(position));
}
