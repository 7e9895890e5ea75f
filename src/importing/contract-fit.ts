import { type Feature, listed, PredictqlError, shapeText, shown, type TensorInput } from '../contract';
import type { ContractFile } from './contract-file';
import { type Batch, rowShapeOf } from './proposal/batch';
import type { Inspection, ModelTensor } from './protocol';

/**
 * Holds a contract file against the inputs and outputs that the model really has.
 *
 * @param subject - the contract file, for messages
 * @throws PredictqlError `INPUT_INVALID` naming the first field of the file that does not fit
 */
export function assertFits(
  { contract, binding }: ContractFile,
  inspection: Inspection,
  subject: string,
): void {
  const refuse = (field: string, expected: string, received: string): never => {
    throw new PredictqlError('INPUT_INVALID', { subject: `${subject}: ${field}`, expected, received });
  };
  const { batch } = binding;
  const inputs = new Map(inspection.inputs.map((input) => [input.name, input]));
  const bound = new Set(binding.inputs.map(({ input }) => input));
  const unfed = [...inputs.keys()].filter((name) => !bound.has(name));
  if (unfed.length > 0)
    refuse('binding.inputs', `feed ${listed(unfed.map(shown))} of the model too`, 'nothing for it');
  const features = new Map(contract.features.map((feature) => [feature.name, feature]));
  for (const [index, input] of binding.inputs.entries()) {
    const field = `binding.inputs.${index}`;
    const real = inputs.get(input.input);
    if (real === undefined) {
      refuse(
        `${field}.input`,
        `be one of the model's inputs, ${listed([...inputs.keys()].map(shown))}`,
        shown(input.input),
      );
    } else {
      const fault = inputFault(input, real, batch, features);
      if (fault !== undefined) refuse(`${field}${fault.field}`, fault.expected, fault.received);
    }
  }
  const outputs = new Map(inspection.outputs.map((output) => [output.name, output]));
  const known = `be one of the model's outputs, ${listed([...outputs.keys()].map(shown))}`;
  for (const [key, name] of Object.entries(binding.outputs)) {
    if (!outputs.has(name)) refuse(`binding.outputs.${key}`, known, shown(name));
  }
  if (contract.target.task !== 'tensors') return;
  for (const [index, { source, dtype, shape }] of contract.target.outputs.entries()) {
    const field = `contract.target.outputs.${index}`;
    const real = outputs.get(source);
    if (real === undefined) {
      refuse(`${field}.source`, known, shown(source));
    } else {
      if (dtype !== real.dtype) refuse(`${field}.dtype`, `be ${real.dtype}`, dtype);
      const axes = rowShapeOf(real, batch);
      if (!mayHave(shape, axes)) refuse(`${field}.shape`, `fit ${shapeText(axes ?? [])}`, shapeText(shape));
    }
  }
}

interface Fault {
  /** Below the input: `.dtype`. */
  readonly field: string;
  readonly expected: string;
  readonly received: string;
}

function inputFault(
  input: TensorInput,
  real: ModelTensor,
  batch: Batch,
  features: ReadonlyMap<string, Feature>,
): Fault | undefined {
  const { dtype, rank } = input;
  if (dtype !== real.dtype) return { field: '.dtype', expected: `be ${real.dtype}`, received: dtype };
  if (real.shape === undefined) return undefined;
  if (rank !== real.shape.length) {
    return { field: '.rank', expected: `be ${real.shape.length}`, received: String(rank) };
  }
  const [first] = real.shape;
  if (batch === 'dynamic' && typeof first !== 'string') {
    const received = `${shown(input.input)} with ${first ?? 'no axis'} first`;
    return { field: '', expected: 'have an open first axis for batch dynamic', received };
  }
  if (batch === 'one' && typeof first === 'number' && first !== 1) {
    return { field: '', expected: 'have a first axis of 1 for batch one', received: String(first) };
  }
  const axes = rowShapeOf(real, batch) ?? [];
  const feature = features.get(input.features[0]);
  if (feature?.kind === 'tensor') {
    if (mayHave(feature.shape, axes)) return undefined;
    const received = `'${feature.name}' of ${shapeText(feature.shape)}`;
    return { field: '.features', expected: `feed a tensor that fits ${shapeText(axes)}`, received };
  }
  const [width = 1] = axes;
  if (axes.length > 1) {
    return { field: '.features', expected: `feed a tensor of ${shapeText(axes)}`, received: 'single values' };
  }
  if (width === null || width === input.features.length) return undefined;
  return { field: '.features', expected: `be ${width} features`, received: String(input.features.length) };
}

/** Whether a shape of the contract can be one of the model; null is any length in both. */
function mayHave(shape: readonly (number | null)[], axes: readonly (number | null)[] | undefined): boolean {
  if (axes === undefined) return true;
  return (
    shape.length === axes.length &&
    shape.every((axis, at) => axes[at] === null || axis === null || axis === axes[at])
  );
}
