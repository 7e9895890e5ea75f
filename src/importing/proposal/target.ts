import { type Dtype, featureNameOf, type Target, type TensorsBinding } from '../../contract';
import type { Inspection, ModelTensor } from '../protocol';
import { type Batch, rowShapeOf } from './batch';
import { categoriesOf } from './categories';
import { NameBook } from './name-book';

export interface TargetProposal {
  readonly target: Target;
  readonly outputs: TensorsBinding['outputs'];
}

/**
 * What the outputs of a model seem to mean: a number, a class with its probabilities, else tensors. What it
 * takes for a class is to be proved by running the model.
 */
export function proposeTarget(inspection: Inspection, batch: Batch): TargetProposal {
  if (batch !== 'none') {
    const supervised = regressionOf(inspection, batch) ?? classificationOf(inspection, batch);
    if (supervised !== undefined) return supervised;
  }
  return tensorsOf(inspection, batch);
}

function regressionOf({ outputs }: Inspection, batch: Batch): TargetProposal | undefined {
  const [output] = outputs;
  if (outputs.length !== 1 || !isFloat(output.dtype) || !isSingle(output, batch)) return undefined;
  return {
    target: { task: 'regression', name: 'prediction', source: output.name },
    outputs: { prediction: output.name },
  };
}

function classificationOf({ outputs, classes }: Inspection, batch: Batch): TargetProposal | undefined {
  const label = outputs.find((output) => isLabel(output.dtype) && isSingle(output, batch));
  const probabilities = outputs.find(
    (output) => isFloat(output.dtype) && rowShapeOf(output, batch)?.length === 1 && !isSingle(output, batch),
  );
  if (outputs.length !== 2 || label === undefined || probabilities === undefined) return undefined;
  const [width = null] = rowShapeOf(probabilities, batch) ?? [];
  const told = classes[probabilities.name] ?? classes[label.name];
  const counted =
    width !== null && label.dtype !== 'string' ? Array.from({ length: width }, (_, at) => `${at}`) : [];
  const values = told ?? counted;
  if (values.length < 2 || (width !== null && width !== values.length)) return undefined;
  return {
    target: { task: 'classification', name: 'label', source: label.name, classes: categoriesOf(values) },
    outputs: { label: label.name, probabilities: probabilities.name },
  };
}

/**
 * The outputs as they are.
 *
 * @param isOpen - whether their axes are taken for any length: some files declare those of one example
 */
export function tensorsOf(
  { outputs, inputs }: Inspection,
  batch: Batch,
  { isOpen = false } = {},
): TargetProposal {
  const names = new NameBook();
  const taken = new Set(inputs.map(({ name }) => name));
  return {
    target: {
      task: 'tensors',
      name: 'outputs',
      // No feature may read what the target is read from.
      source: taken.has('outputs') ? 'the outputs' : 'outputs',
      outputs: outputs.map((output) => ({
        name: names.take(output.name, featureNameOf, 'output'),
        source: output.name,
        dtype: output.dtype,
        shape: (rowShapeOf(output, batch) ?? [null]).map((axis) => (isOpen ? null : axis)),
      })),
    },
    outputs: {},
  };
}

/** Whether an output is one value for a row: [N] or [N, 1]. */
function isSingle(output: ModelTensor, batch: Batch): boolean {
  const shape = rowShapeOf(output, batch);
  return shape !== undefined && (shape.length === 0 || (shape.length === 1 && shape[0] === 1));
}

function isFloat(dtype: Dtype): boolean {
  return dtype === 'float32' || dtype === 'float64';
}

function isLabel(dtype: Dtype): boolean {
  return dtype === 'int64' || dtype === 'int32' || dtype === 'string';
}
