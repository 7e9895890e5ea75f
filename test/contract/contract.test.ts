import {
  boolean,
  type Contract,
  category,
  classification,
  date,
  defineContract,
  type FeatureSpecs,
  number,
  PredictqlError,
  regression,
  sealContract,
  type TaskSpec,
} from '../../src/contract';
import { randomContract } from './random-contract';
import { forSeeds } from './random-source';

const price = regression({ target: 'price' });

function define(features: FeatureSpecs, task: TaskSpec = price): Contract {
  return defineContract({ name: 'house-price', major: 1, title: 'House price', task, features });
}

function refusal(seal: () => unknown): string {
  try {
    seal();
  } catch (error) {
    if (error instanceof PredictqlError && error.code === 'CONTRACT_INVALID') return error.message;
    throw error;
  }
  return 'nothing was refused';
}

describe('sealContract', () => {
  it.each<[string, FeatureSpecs]>([
    ['feature', { '1stFlrSF': number({}) }],
    ['feature', { 'lot-area': number({}) }],
    ['feature', { __typename: number({}) }],
    ['feature', { ['__proto__']: number({}) }],
    ['feature', { größe: number({}) }],
    ['category', { street: category({ values: [{ value: 'Pave', name: 'pa ve' }] }) }],
    ['category', { street: category({ values: [{ value: 'yes', name: 'true' }] }) }],
    ['category', { street: category({ open: true, values: [{ value: 'none', name: 'null' }] }) }],
  ])('refuses an illegal name of a %s: %j', (_, features) => {
    expect(refusal(() => define(features))).toMatch(/must have names of letters, digits and underscores/);
  });

  it('refuses an illegal name of the target', () => {
    expect(refusal(() => define({ x: number({}) }, regression({ target: 'sale price' })))).toMatch(
      /^The contract of house-price v1: its target must have names of letters/,
    );
  });

  it('refuses two features of one name', () => {
    const { features, ...rest } = define({ x: number({ source: 'X 1' }) });
    const twice = [...features, { ...features[0], source: 'X_1' }];
    expect(refusal(() => sealContract({ ...rest, features: twice }))).toBe(
      'The contract of house-price v1: its features must have names that GraphQL can tell apart, got "x" for both "X 1" and "X_1". Give one of them another name in the definition.',
    );
  });

  it('refuses categories whose names collide, and takes them with names of their own', () => {
    expect(refusal(() => define({ saleType: category({ values: ['WD', 'WD '] }) }))).toContain(
      `Feature 'saleType' of house-price v1: its categories must have names that GraphQL can tell apart, got "WD" for both "WD" and "WD "`,
    );
    expect(() =>
      define({ saleType: category({ values: ['WD', { value: 'WD ', name: 'padded' }] }) }),
    ).not.toThrow();
  });

  it('refuses a category that is listed twice under two names: one of them could never be predicted from', () => {
    const values = [{ value: 'a', name: 'one' }, 'b', { value: 'a', name: 'two' }];
    expect(refusal(() => define({ x: category({ values }) }))).toContain(
      'its categories must list each value once, got "a" for both "one" and "two"',
    );
    expect(
      refusal(() => define({ x: number({}) }, classification({ target: 'y', classes: values }))),
    ).toContain('the classes of its target must list each value once');
  });

  it('refuses classes whose names collide', () => {
    expect(
      refusal(() => define({ x: number({}) }, classification({ target: 'y', classes: ['a b', 'a_b'] }))),
    ).toContain('the classes of its target must have names that GraphQL can tell apart');
  });

  it('refuses a positive class that is none', () => {
    const task = classification({ target: 'y', classes: ['good', 'bad'], positive: 'BAD' });
    expect(refusal(() => define({ x: number({}) }, task))).toBe(
      'The contract of house-price v1: its positive class must be one of "good", "bad", got "BAD".',
    );
  });

  it.each<[string, FeatureSpecs]>([
    ['must have a min that is not above its max, got min 2 and max 1', { x: number({ min: 2, max: 1 }) }],
    ['must have a whole number from its min', { x: number({ min: 1.2, max: 1.8, integer: true }) }],
    ['must have a min that is not above its max', { x: date({ min: '2020-01-02', max: '2020-01-01' }) }],
    ['must have days that exist as its min and max, got "2023-02-30"', { x: date({ min: '2023-02-30' }) }],
    [
      'must be nullable to have values that mean "missing". Add nullable: true.',
      { x: number({ missingValues: [0] }) },
    ],
    ['must list its categories or be open. Add values: [...] or open: true.', { x: category({}) }],
    [
      'must spell true and false in two ways, got "Y"',
      { x: boolean({ spelling: { true: 'Y', false: 'Y' } }) },
    ],
    ['its example must be at least 1, got 0', { x: number({ min: 1, example: 0 }) }],
    ['its example must be one of "a", got "b"', { x: category({ values: ['a'], example: 'b' }) }],
    ['its example must be a day written', { x: date({ example: '2023-02-30' }) }],
  ])("refuses a feature that contradicts itself: 'x' %s", (message, features) => {
    expect(refusal(() => define({ fine: number({ example: 1 }), ...features }))).toMatch(
      /^Feature 'x' of house-price v1/,
    );
    expect(refusal(() => define({ fine: number({ example: 1 }), ...features }))).toContain(message);
  });

  it.each<FeatureSpecs>([
    { x: number({ min: 1, max: 1 }) },
    { x: number({ min: 0.5, max: 1.5, integer: true }) },
    { x: number({ nullable: true, min: 1, missingValues: [0], example: 0 }) },
    { x: date({ min: '2020-02-29', max: '2020-02-29', example: '2020-02-29' }) },
    { x: category({ open: true, example: 'anything' }) },
    { x: boolean({ example: false }) },
  ])('takes a feature at the edge of what makes sense: %j', (features) => {
    expect(() => define(features)).not.toThrow();
  });

  it('gives a frozen copy and leaves what it was given alone', () => {
    const { features, ...rest } = define({ x: category({ values: ['a'] }) });
    const open = { ...rest, features: [...features] };
    const sealed = sealContract(open);
    expect(sealed).toEqual(open);
    expect(Object.isFrozen(sealed.features)).toBe(true);
    expect(Object.isFrozen(open) || Object.isFrozen(open.features)).toBe(false);
  });

  it('freezes what lies below an object that was frozen already', () => {
    const { features, ...rest } = define({ x: category({ values: ['a'] }) });
    const [feature] = features;
    const halfFrozen = Object.freeze({ ...rest, features: [{ ...feature, source: 'X' }] });
    expect(Object.isFrozen(sealContract(halfFrozen).features[0])).toBe(true);
  });

  it('refuses the name of a model as a name', () => {
    expect(() => sealContract({ ...define({ x: number({}) }), model: 'House' })).toThrow(
      expect.objectContaining({ code: 'NAME_INVALID' }),
    );
  });

  it('is the same again for any sealed contract, also from its JSON', () => {
    forSeeds(200, (random) => {
      const contract = randomContract(random);
      expect(sealContract(contract)).toEqual(contract);
      expect(sealContract(JSON.parse(JSON.stringify(contract)))).toEqual(contract);
    });
  });
});
