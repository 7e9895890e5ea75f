import { type Contract, type Feature, sealContract, type Target } from '../../src/contract';
import { identifiers, passengers } from '../support/foreign-models';

function refusal(contract: Contract): string {
  try {
    sealContract(contract);
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONTRACT_INVALID' });
    return (error as Error).message;
  }
  return 'nothing was refused';
}

const { contract } = identifiers();
const withFeature = (feature: object): Contract => ({
  ...contract,
  features: [{ name: 'x', source: 'x', nullable: false, ...feature } as Feature],
});
const withOutputs = (...outputs: object[]): Contract => ({
  ...contract,
  target: { ...contract.target, outputs } as Target,
});

describe('the contract of a model from elsewhere', () => {
  it('is the same again from its JSON', () => {
    for (const model of [identifiers(), passengers()]) {
      expect(sealContract(JSON.parse(JSON.stringify(model.contract)))).toEqual(model.contract);
    }
  });

  it.each<[string, object]>([
    ['must be whole to be int32. Say integer: true.', { kind: 'number', integer: false, dtype: 'int32' }],
    [
      'must have limits within the range of uint8, 0 to 255, got -1.',
      { kind: 'number', integer: true, dtype: 'uint8', min: -1 },
    ],
    [
      'must have whole numbers up to 2^53 as its values that mean "missing", being int64, got 0.5.',
      { kind: 'number', integer: true, dtype: 'int64', nullable: true, missingValues: [0.5] },
    ],
    [
      'must have one axis of any length at most, got [null,3,null]. Give the others the length that is sent.',
      { kind: 'tensor', dtype: 'float32', shape: [null, 3, null] },
    ],
    [
      'must be of numbers to have a min or max, got string',
      { kind: 'tensor', dtype: 'string', shape: [1], min: 0 },
    ],
    [
      'must have a whole number from its min to its max, got min 0.2 and max 0.8',
      { kind: 'tensor', dtype: 'int8', shape: [1], min: 0.2, max: 0.8 },
    ],
    [
      'must have categories of whole Unicode characters other than U+0000, got "a\\u0000"',
      { kind: 'category', dtype: 'string', open: false, categories: [{ name: 'a', value: 'a\0' }] },
    ],
  ])("refuses a feature that contradicts itself: 'x' %s", (message, feature) => {
    expect(refusal(withFeature(feature))).toContain(`Feature 'x' of identifiers v1 ${message}`);
  });

  it.each<[string, object]>([
    ['features.0.dtype: ', { kind: 'number', integer: true, dtype: 'string' }],
    ['features.0.dtype: ', { kind: 'tensor', shape: [1], dtype: 'complex64' }],
    ['features.0.shape: ', { kind: 'tensor', shape: [], dtype: 'float32' }],
    ['features.0.shape.0: ', { kind: 'tensor', shape: [0], dtype: 'float32' }],
    ['features.0.nullable: ', { kind: 'tensor', shape: [1], dtype: 'float32', nullable: true }],
  ])('refuses what does not follow the format: %s', (place, feature) => {
    expect(refusal(withFeature(feature))).toContain(`must follow the contract format, got ${place}`);
  });

  const output = { name: 'y', source: 'Y', dtype: 'float32', shape: [] };

  it('refuses outputs that GraphQL cannot tell apart', () => {
    expect(refusal(withOutputs(output, { ...output, source: 'Y:0' }))).toContain(
      'the outputs of its target must have names that GraphQL can tell apart, got "y" for both "Y" and "Y:0".',
    );
    expect(refusal(withOutputs({ ...output, name: 'y:0' }))).toContain('must have names of letters, digits');
  });

  it('lets outputs be called like inputs: nobody learns from them', () => {
    expect(() => sealContract(withOutputs({ ...output, name: 'id', source: 'id' }))).not.toThrow();
  });
});
