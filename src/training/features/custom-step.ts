import { PredictqlError } from '../../contract';
import { described, GraphBuilder, type Value } from '../../onnx';
import { type Column, derivedColumn } from '../column';
import type { Selector } from '../selector';
import type { FittedTransform, Json, Step, StepInput } from '../step';

/** A transform of a user's own; docs/custom-steps.md builds one. */
export interface CustomTransform<Learned extends Json> {
  /** What it does, for messages and manifests. */
  readonly name: string;
  readonly columns: Selector;
  /**
   * The columns it makes: names, or whole columns where the features or the kind matter. Default: one for
   * each column it reads, with the same name.
   */
  readonly outputs?: (columns: readonly Column[], learned: Learned) => readonly (string | Column)[];
  /** Whether the columns it reads stay beside the ones it makes. Default false. */
  readonly keepsInputs?: boolean;
  /**
   * The transform as nodes; training runs them too.
   *
   * @param x - float [N, columns]
   * @returns float [N, outputs]
   */
  emit(graph: GraphBuilder, x: Value, learned: Learned): Value;
}

/** A custom transform that learns from the training rows. */
export interface LearningTransform<Learned extends Json> extends CustomTransform<Learned> {
  /** What `emit` needs to know; plain data, for it goes into the manifest. */
  fit(input: StepInput): Learned | Promise<Learned>;
}

/**
 * A step of a user's own, of a function that writes it as ONNX nodes and, where it learns something, one
 * that learns.
 */
export function customStep<Learned extends Json>(transform: LearningTransform<Learned>): Step;
export function customStep(transform: CustomTransform<null>): Step;
export function customStep<Learned extends Json>(
  transform: CustomTransform<Learned> & Partial<LearningTransform<Learned>>,
): Step {
  return {
    name: transform.name,
    columns: transform.columns,
    async fit(input) {
      // The second signature promises that who learns nothing expects null.
      const learned = transform.fit === undefined ? (null as Learned) : await transform.fit(input);
      return fitted(transform, input.columns, learned);
    },
  };
}

function fitted<Learned extends Json>(
  { name, outputs, keepsInputs = false, emit }: CustomTransform<Learned>,
  columns: readonly Column[],
  learned: Learned,
): FittedTransform {
  const made = outputs?.(columns, learned) ?? columns.map((column) => derivedColumn(column.name, column));
  const transform: FittedTransform = {
    outputs: made.map((output) => (typeof output === 'string' ? derivedColumn(output, ...columns) : output)),
    keepsInputs,
    emit: (graph, x) => emit(graph, x, learned),
    ...(learned !== null && { detail: learned }),
  };
  assertEmits(name, transform, columns.length);
  return transform;
}

/** @throws PredictqlError `STEP_UNFITTABLE` unless the nodes make a float matrix of as many columns as named */
function assertEmits(name: string, { outputs, emit }: FittedTransform, columns: number): void {
  const graph = new GraphBuilder(name);
  const emitted = described(emit(graph, graph.input('x', 'float', ['N', columns])));
  const promised = described({ type: 'float', shape: ['N', outputs.length] });
  if (emitted === promised) return;
  throw new PredictqlError('STEP_UNFITTABLE', {
    subject: `Step '${name}'`,
    expected: `emit ${promised}, a column for each output`,
    received: emitted,
    remedy: 'Name as many outputs as it makes, and end with a cast to float where it makes another type.',
  });
}
