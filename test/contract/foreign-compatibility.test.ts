import {
  type Contract,
  compareContracts,
  type Feature,
  type Target,
  type TargetOutput,
} from '../../src/contract';
import { contractOf } from '../support/tiny-contracts';

const withFeature = (feature: Partial<Feature> & Pick<Feature, 'kind'>): Contract => ({
  ...contractOf(),
  features: [{ name: 'x', source: 'x', nullable: false, ...feature } as Feature],
});
const number = (dtype: string | undefined, more: object = {}) =>
  withFeature({ kind: 'number', integer: dtype?.includes('int') ?? false, dtype, ...more } as never);
const tensor = (dtype: string, shape: (number | null)[], more: object = {}) =>
  withFeature({ kind: 'tensor', dtype, shape, ...more } as never);

const changes = (before: Contract, after: Contract) =>
  compareContracts(before, after).map(({ breaking, message }) => [breaking, message]);

describe('a change of what a model from elsewhere takes', () => {
  it.each<[string, Contract, Contract, boolean, string]>([
    ['a double for a float', number(undefined), number('float64'), false, 'is float64 instead of float32'],
    ['a float for a double', number('float64'), number('float32'), true, 'is float32 instead of float64'],
    ['more bits within Int', number('int8'), number('int32'), false, 'is int32 instead of int8'],
    ['less bits', number('int32'), number('int8'), true, 'is int8 instead of int32'],
    [
      'less bits, enough for what was allowed',
      number('int32', { min: 0, max: 9 }),
      number('int8', { min: 0, max: 9 }),
      false,
      'is int8 instead of int32',
    ],
    [
      'an Int that was a whole float before',
      number(undefined, { integer: true }),
      number('int32'),
      false,
      'is int32 instead of float32',
    ],
    ['more than Int holds', number('int32'), number('int64'), true, 'was an Int and is a BigInt'],
    ['another number of 64 bits', number('uint64'), number('float64'), true, 'was a BigInt and is a Float'],
    [
      'a tensor for a number',
      number(undefined),
      tensor('float32', [1]),
      true,
      'was a number and is a tensor',
    ],
    [
      'any length',
      tensor('float32', [3, 2]),
      tensor('float32', [null, 2]),
      false,
      'has shape [?, 2] instead of [3, 2]',
    ],
    [
      'one length only',
      tensor('float32', [null]),
      tensor('float32', [3]),
      true,
      'has shape [3] instead of [?]',
    ],
    [
      'another axis',
      tensor('float32', [4]),
      tensor('float32', [4, 1]),
      true,
      'has shape [4, 1] instead of [4]',
    ],
    [
      'texts for numbers',
      tensor('float32', [1]),
      tensor('string', [1]),
      true,
      'is string instead of float32',
    ],
    ['doubles', tensor('float32', [1]), tensor('float64', [1]), false, 'is float64 instead of float32'],
    [
      'bytes for whole numbers',
      tensor('int32', [1]),
      tensor('uint8', [1]),
      true,
      'is uint8 instead of int32',
    ],
    [
      'tighter limits',
      tensor('uint8', [1]),
      tensor('uint8', [1], { max: 9 }),
      true,
      'has max 9 instead of no limit',
    ],
  ])('%s', (_, before, after, breaking, message) => {
    expect(changes(before, after)).toEqual([[breaking, `Feature 'x' ${message}`]]);
  });
});

describe('a change of what a model from elsewhere gives', () => {
  const score: TargetOutput = { name: 'score', source: 's', dtype: 'float32', shape: [null] };
  const giving = (...outputs: TargetOutput[]): Contract => ({
    ...contractOf(),
    target: { task: 'tensors', name: 'outputs', source: 'x', outputs },
  });

  it.each<[string, TargetOutput[], boolean, string]>([
    ['one output less', [{ ...score, name: 'other' }], true, 'no longer has the output score'],
    ['one output more', [score, { ...score, name: 'other' }], false, 'has the new output other'],
    [
      'doubles',
      [{ ...score, dtype: 'float64' }],
      false,
      'has an output score that is float64 instead of float32',
    ],
    [
      'texts',
      [{ ...score, dtype: 'string' }],
      true,
      'has an output score that is [String!] instead of [Float!]',
    ],
    ['a length', [{ ...score, shape: [3] }], false, 'has an output score that has shape [3] instead of [?]'],
    [
      'a single value',
      [{ ...score, shape: [] }],
      true,
      'has an output score that is Float instead of [Float!]',
    ],
    ['a unit', [{ ...score, unit: 'kg' }], true, 'has an output score that is in kg instead of no unit'],
  ])('%s', (_, outputs, breaking, message) => {
    const [first] = changes(giving(score), giving(...outputs));
    expect(first).toEqual([breaking, `The target ${message}`]);
  });

  it('of any length where there was one breaks clients', () => {
    const fixed = giving({ ...score, shape: [3] });
    expect(changes(fixed, giving(score))[0][0]).toBe(true);
  });

  it('of another name of the whole does not: no client sees it', () => {
    const before = giving(score);
    const target = { ...before.target, name: 'answers' } as Target;
    expect(changes(before, { ...before, target })).toEqual([
      [false, 'The target was called outputs and is called answers'],
    ]);
  });

  it('to a regression breaks them', () => {
    expect(changes(giving(score), contractOf())).toEqual([
      [true, 'The target was tensors and is a regression'],
    ]);
  });
});
