import {
  assertBinding,
  type Binding,
  type Contract,
  type Feature,
  type TensorsBinding,
} from '../../src/contract';
import { passengers, unbatched } from '../support/foreign-models';
import { contractOf } from '../support/tiny-contracts';

const { contract, binding } = passengers() as { contract: Contract; binding: TensorsBinding };
const free = unbatched() as { contract: Contract; binding: TensorsBinding };

function fault(given: Contract, wrong: Binding): string | undefined {
  try {
    assertBinding(given, wrong);
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONTRACT_INVALID' });
    return (error as Error).message;
  }
}

const withInput = (input: string, change: object): TensorsBinding => ({
  ...binding,
  inputs: binding.inputs.map((one) => (one.input === input ? { ...one, ...change } : one)),
});
const withFeature = (name: string, change: object): Contract => ({
  ...contract,
  features: contract.features.map((one) => (one.name === name ? ({ ...one, ...change } as Feature) : one)),
});

describe('a binding', () => {
  it('fits the contract that it was made for', () => {
    expect(fault(contract, binding)).toBeUndefined();
    expect(fault(free.contract, free.binding)).toBeUndefined();
    expect(fault(contractOf(), { kind: 'matrix', input: 'features' })).toBeUndefined();
  });

  it.each<[string, Contract, Binding, string]>([
    [
      'leaves a feature out',
      contract,
      { ...binding, inputs: binding.inputs.slice(1) },
      'The binding of passengers v1 must feed every feature, got no input for age, relatives.',
    ],
    [
      'feeds a feature twice',
      contract,
      withInput('fare', { features: ['fare', 'age'], dtype: 'float32' }),
      'must feed each feature to one input, got \'age\' for both "numbers" and "fare".',
    ],
    [
      'names an input twice',
      contract,
      withInput('fare', { input: 'numbers' }),
      'must name each input once, got "numbers" twice.',
    ],
    [
      'knows no such feature',
      contract,
      withInput('fare', { features: ['Fare'] }),
      'must feed input "fare" with features of the contract, got "Fare". Its features are age, relatives, fare',
    ],
    [
      'feeds floats to an input of doubles',
      contract,
      withInput('numbers', { dtype: 'float64' }),
      'The binding of passengers v1: input "numbers" must take features that are float64, got \'age\', a number that is float32.',
    ],
    [
      'feeds a category that is an index to an input of texts',
      withFeature('sex', { dtype: undefined }),
      binding,
      "must take features that are string, got 'sex', a category without dtype string.",
    ],
    [
      'feeds a text to an input of numbers',
      contract,
      withInput('texts', { dtype: 'float32' }),
      "must take features that are float32, got 'sex', a category of dtype string.",
    ],
    [
      'has nothing for a missing text',
      contract,
      withInput('texts', { missing: undefined }),
      "must say what a missing value becomes, being string, got nothing for 'port', which may be null.",
    ],
    [
      'has a number for a missing text',
      contract,
      withInput('texts', { missing: 0 }),
      'must have a missing value that is string, got 0.',
    ],
    [
      'has columns for an input without room for them',
      contract,
      withInput('numbers', { rank: 1 }),
      'must have a rank for 2 values in a row, got rank 1 with batch dynamic.',
    ],
    [
      'names the outputs of another task',
      contract,
      { ...binding, outputs: { prediction: 'output_label' } },
      'must name the outputs "label" and "probabilities" for a classification, got prediction.',
    ],
    [
      'has a tensor of another rank',
      free.contract,
      { ...free.binding, batch: 'dynamic' },
      'input "values" must take a tensor of 0 axes for its rank of 1, got \'values\' of 1.',
    ],
    [
      'has a tensor of another dtype',
      free.contract,
      { ...free.binding, inputs: [{ ...free.binding.inputs[0], dtype: 'float32' }, free.binding.inputs[1]] },
      "must take a tensor of float32, got 'values' of float64.",
    ],
    [
      'makes a matrix of a tensor',
      free.contract,
      { kind: 'matrix', input: 'x' },
      'The binding of unbatched v1: matrix "x" must answer a number or a class, got tensors.',
    ],
    [
      'makes a matrix of doubles',
      contract,
      { kind: 'matrix', input: 'x' },
      "must be made of single values that are float32, got feature 'fare', a number of float64.",
    ],
  ])('%s: refused', (_, given, wrong, message) => {
    expect(fault(given, wrong)).toContain(message);
  });

  it.each<[TensorsBinding['inputs'][number]['dtype'], number | string | undefined, boolean]>([
    ['float32', undefined, true],
    ['float32', -1, true],
    ['float32', 1e39, false],
    ['float32', '1', false],
    ['int64', undefined, false],
    ['int64', -1, true],
    ['int64', 0.5, false],
    ['int64', '-9223372036854775808', true],
    ['int64', '-9223372036854775809', false],
    ['int8', 128, false],
    ['uint8', '7', true],
    ['bool', 1, true],
    ['bool', 2, false],
    ['string', 'none', true],
    ['string', 'a\0', false],
  ])('a missing boolean may become %s %p: %p', (dtype, missing, isFine) => {
    const one: Contract = {
      ...contractOf(),
      features: [{ kind: 'boolean', name: 'x', source: 'x', nullable: true }],
    };
    const input = { input: 'x', dtype, rank: 2, features: ['x'], ...(missing !== undefined && { missing }) };
    const bound: Binding = {
      kind: 'tensors',
      batch: 'dynamic',
      inputs: [input],
      outputs: { prediction: 'y' },
    };
    expect(fault(one, bound) === undefined).toBe(isFine);
  });
});
