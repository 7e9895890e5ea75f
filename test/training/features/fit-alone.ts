import type { Matrix } from '../../../src/contract';
import { RandomSource } from '../../../src/data';
import { GraphBuilder, writeModel } from '../../../src/onnx';
import type { Column, FittedTransform, Step } from '../../../src/training';
import { frameOf, gather, matrixBlocks } from '../../../src/training/frame';
import { runTransform } from '../../../src/training/run-graph';
import type { FittedSelection, FittedStep, TrainingTarget } from '../../../src/training/step';

/** Data to fit a step on. */
export interface StepData {
  readonly columns: readonly Column[];
  readonly x: Matrix;
  /** Per row, or more of them; zeros when left out. */
  readonly target?: readonly number[];
  /** Classes of the target; 0, for numbers, when left out. */
  readonly classes?: number;
}

/** What a step selects of the data. */
export function selected(step: Step, { columns, x }: StepData): StepData {
  const positions = step.columns(columns, step.name);
  return {
    columns: positions.map((position) => columns[position]),
    x: gather(frameOf(columns, x), positions, matrixBlocks),
  };
}

/** The target of the data's rows. */
export function targetOf({ x, target = [], classes = 0 }: StepData): TrainingTarget {
  return { values: Float64Array.from({ length: x.rows }, (_, row) => target[row] ?? 0), classes };
}

/** The step fitted on what it selects, as a pipeline does it. */
export async function fitAlone(step: Step, data: StepData): Promise<FittedStep> {
  return step.fit({
    ...selected(step, data),
    target: targetOf(data),
    random: new RandomSource(1),
  });
}

/** As {@link fitAlone}, for a step that makes columns. */
export async function fitTransform(step: Step, data: StepData): Promise<FittedTransform> {
  const fitted = await fitAlone(step, data);
  if ('emit' in fitted) return fitted;
  throw new Error(`step '${step.name}' makes no columns`);
}

/** As {@link fitAlone}, for a step that chooses among columns. */
export async function fitSelection(step: Step, data: StepData): Promise<FittedSelection> {
  const fitted = await fitAlone(step, data);
  if ('kept' in fitted) return fitted;
  throw new Error(`step '${step.name}' makes columns`);
}

/** What a step learns from the data and makes of it. */
export async function fitAndTransform(step: Step, data: StepData, later: Matrix = data.x): Promise<Matrix> {
  const fitted = await fitTransform(step, data);
  return runTransform(fitted.emit, selected(step, { columns: data.columns, x: later }).x);
}

/** The step's nodes as the bytes of a model. */
export function bytesOf({ emit }: FittedTransform, columns: number): Uint8Array {
  const graph = new GraphBuilder('step');
  graph.output('y', emit(graph, graph.input('x', 'float', ['N', columns])));
  return writeModel(graph);
}
