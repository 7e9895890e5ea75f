import type { Binding, MatrixBinding, TensorInput, TensorsBinding } from './binding';
import type { Contract } from './contract';
import { isDigits } from './digits';
import { isFloatDtype, isIntegerDtype, isNumericDtype, type NumericDtype, rangeOf } from './dtype';
import { type ErrorParts, PredictqlError } from './errors';
import type { Feature } from './feature';
import { listed, shown } from './shown';
import { isModelText } from './text-rule';

/**
 * Holds a binding against the contract that it serves.
 *
 * @throws PredictqlError `CONTRACT_INVALID` when a feature feeds no input or two, an input takes what is not
 *   there or what it cannot hold, a missing value has nothing to become, or the outputs do not fit the target
 */
export function assertBinding(contract: Contract, binding: Binding): void {
  const place = `The binding of ${contract.model} v${contract.major}`;
  if (binding.kind === 'matrix') assertMatrix(contract, binding, place);
  else assertTensors(contract, binding, place);
}

type Refuse = (parts: Omit<ErrorParts, 'subject'>) => never;

function refusalOf(subject: string): Refuse {
  return (parts) => {
    throw new PredictqlError('CONTRACT_INVALID', { subject, ...parts });
  };
}

function assertMatrix({ features, target }: Contract, { input }: MatrixBinding, place: string): void {
  const refuse = refusalOf(`${place}: matrix ${shown(input)}`);
  if (target.task === 'tensors') refuse({ expected: 'answer a number or a class', received: 'tensors' });
  for (const feature of features) {
    const dtype = feature.kind === 'tensor' || feature.kind === 'number' ? feature.dtype : undefined;
    if (feature.kind === 'tensor' || (dtype ?? 'float32') !== 'float32') {
      refuse({
        expected: 'be made of single values that are float32',
        received: `feature '${feature.name}', a ${feature.kind} of ${dtype}`,
        remedy: 'Bind it as kind tensors.',
      });
    }
  }
}

function assertTensors(contract: Contract, binding: TensorsBinding, place: string): void {
  const refuse = refusalOf(place);
  const features = new Map(contract.features.map((feature) => [feature.name, feature]));
  const fed = new Map<string, string>();
  const inputs = new Set<string>();
  for (const input of binding.inputs) {
    if (inputs.has(input.input)) {
      refuse({ expected: 'name each input once', received: `${shown(input.input)} twice` });
    }
    inputs.add(input.input);
    const own = input.features.map((name) => {
      const feature = features.get(name);
      if (feature === undefined) return unknownFeature(refuse, input, name, [...features.keys()]);
      const other = fed.get(name);
      if (other !== undefined) {
        refuse({
          expected: 'feed each feature to one input',
          received: `'${name}' for both ${shown(other)} and ${shown(input.input)}`,
        });
      }
      fed.set(name, input.input);
      return feature;
    });
    assertInput(input, own, binding.batch, refusalOf(`${place}: input ${shown(input.input)}`));
  }
  const unfed = [...features.keys()].filter((name) => !fed.has(name));
  if (unfed.length > 0) refuse({ expected: 'feed every feature', received: `no input for ${listed(unfed)}` });
  assertOutputs(contract, binding, refuse);
}

function unknownFeature(refuse: Refuse, input: TensorInput, name: string, known: readonly string[]): never {
  return refuse({
    expected: `feed input ${shown(input.input)} with features of the contract`,
    received: shown(name),
    remedy: `Its features are ${listed(known)}.`,
  });
}

/** An input takes one tensor, or single values as the columns of a row. */
function assertInput(
  input: TensorInput,
  features: readonly Feature[],
  batch: TensorsBinding['batch'],
  refuse: Refuse,
): void {
  const rowRank = input.rank - (batch === 'none' ? 0 : 1);
  const tensor = features.find((feature) => feature.kind === 'tensor');
  if (tensor !== undefined) {
    if (features.length > 1) {
      refuse({ expected: 'take nothing else beside a tensor', received: `${features.length} features` });
    }
    if (tensor.dtype !== input.dtype) {
      refuse({
        expected: `take a tensor of ${input.dtype}`,
        received: `'${tensor.name}' of ${tensor.dtype}`,
      });
    }
    if (tensor.shape.length !== rowRank) {
      refuse({
        expected: `take a tensor of ${rowRank} axes for its rank of ${input.rank}`,
        received: `'${tensor.name}' of ${tensor.shape.length}`,
      });
    }
    return;
  }
  const isFit = rowRank === 1 || (rowRank === 0 && features.length === 1);
  if (!isFit) {
    refuse({
      expected: `have a rank for ${features.length} values in a row`,
      received: `rank ${input.rank} with batch ${batch}`,
    });
  }
  for (const feature of features) assertColumn(input, feature, refuse);
}

/** Whether single values of the feature can be elements of the input. */
function assertColumn(input: TensorInput, feature: Feature, refuse: Refuse): void {
  const { dtype, missing } = input;
  const unfit = columnFault(feature, dtype);
  if (unfit !== undefined) {
    refuse({ expected: `take features that are ${dtype}`, received: `'${feature.name}', ${unfit}` });
  }
  if (!feature.nullable) return;
  if (missing === undefined && !isFloatDtype(dtype)) {
    refuse({
      expected: `say what a missing value becomes, being ${dtype}`,
      received: `nothing for '${feature.name}', which may be null`,
      remedy: 'Give the input "missing", or make the feature not nullable.',
    });
  }
  if (missing !== undefined && !isElement(missing, dtype)) {
    refuse({ expected: `have a missing value that is ${dtype}`, received: shown(missing) });
  }
}

/** What keeps single values of a feature from being elements of a dtype; undefined when nothing does. */
function columnFault(feature: Feature, dtype: TensorInput['dtype']): string | undefined {
  switch (feature.kind) {
    case 'number': {
      const { dtype: own = 'float32' } = feature;
      return own === dtype ? undefined : `a number that is ${own}`;
    }
    case 'category': {
      const takesText = dtype === 'string';
      if (takesText !== (feature.dtype === 'string')) {
        return takesText ? 'a category without dtype string' : 'a category of dtype string';
      }
      if (takesText) return undefined;
      return isNumericDtype(dtype) && holds(dtype, feature.open ? -1 : 0, feature.categories.length - 1)
        ? undefined
        : `a category of ${feature.categories.length} values${feature.open ? ' and -1 for others' : ''}`;
    }
    case 'date':
      return dtype === 'string' || isFloatDtype(dtype) || dtype === 'int32' || dtype === 'int64'
        ? undefined
        : 'a date, counted in days';
    case 'boolean':
    case 'tensor':
      return undefined;
    default:
      return feature satisfies never;
  }
}

function isElement(value: number | string, dtype: TensorInput['dtype']): boolean {
  if (dtype === 'string') return typeof value === 'string' && isModelText(value);
  if (dtype === 'bool') return value === 0 || value === 1;
  if (!isIntegerDtype(dtype)) return typeof value === 'number' && holds(dtype, value, value);
  if (typeof value === 'string' ? !isDigits(value) : !Number.isSafeInteger(value)) return false;
  const exact = BigInt(value);
  return holds(dtype, exact, exact);
}

function holds(dtype: NumericDtype, lowest: number | bigint, highest: number | bigint): boolean {
  const { min, max } = rangeOf(dtype);
  return lowest >= min && highest <= max;
}

const outputsOf = {
  regression: { keys: ['prediction'], text: 'name the output "prediction" for a regression' },
  classification: {
    keys: ['label', 'probabilities'],
    text: 'name the outputs "label" and "probabilities" for a classification',
  },
  tensors: { keys: [], text: 'name no outputs for tensors, whose target names them' },
} as const;

function assertOutputs({ target }: Contract, { outputs }: TensorsBinding, refuse: Refuse): void {
  const { keys, text } = outputsOf[target.task];
  const given = Object.keys(outputs).sort();
  if (given.join() !== keys.join()) refuse({ expected: text, received: listed(given) });
}
