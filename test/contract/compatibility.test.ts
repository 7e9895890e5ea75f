import {
  type AnyFeatureSpec,
  assertCompatible,
  boolean,
  category,
  classification,
  compareContracts,
  date,
  defineContract,
  number,
  regression,
  type TaskSpec,
} from '../../src/contract';

function house(
  features: Record<string, AnyFeatureSpec>,
  task: TaskSpec = regression({ target: 'price' }),
  major = 1,
) {
  return defineContract({ name: 'house-price', major, title: 'House price', task, features });
}

const kinds = { x: number({ min: 1, max: 9 }) };
const street = (...values: string[]) => ({ x: category({ values }) });

describe('a change of a feature', () => {
  it.each<[string, AnyFeatureSpec | undefined, AnyFeatureSpec | undefined, boolean, string]>([
    ['removed', number({}), undefined, true, 'is gone'],
    ['added and required', undefined, number({}), true, 'is new and required'],
    ['added and nullable', undefined, number({ nullable: true }), false, 'is new and nullable'],
    ['of another kind', number({}), boolean({}), true, 'was a number and is a boolean'],
    ['now nullable', number({}), number({ nullable: true }), false, 'may now be null'],
    ['no longer nullable', number({ nullable: true }), number({}), true, 'may no longer be null'],
    ['in another unit', number({ unit: 'ft' }), number({ unit: 'm' }), true, 'is in m instead of ft'],
    ['without its unit', number({ unit: 'ft' }), number({}), true, 'is in no unit instead of ft'],
    [
      'from another column',
      number({}),
      number({ source: 'X' }),
      false,
      'is read from column "X" instead of "x"',
    ],
    ['with a higher min', number({ min: 1 }), number({ min: 2 }), true, 'has min 2 instead of 1'],
    ['with a lower min', number({ min: 1 }), number({ min: 0 }), false, 'has min 0 instead of 1'],
    ['with a first min', number({}), number({ min: 0 }), true, 'has min 0 instead of no limit'],
    ['without its min', number({ min: 0 }), number({}), false, 'has min no limit instead of 0'],
    ['with a lower max', number({ max: 2 }), number({ max: 1 }), true, 'has max 1 instead of 2'],
    ['with a higher max', number({ max: 1 }), number({ max: 2 }), false, 'has max 2 instead of 1'],
    ['now whole', number({}), number({ integer: true }), true, 'was a Float and is an Int'],
    ['now fractional', number({ integer: true }), number({}), true, 'was an Int and is a Float'],
    [
      'whole no longer, beyond Int',
      number({ integer: true, max: 2 ** 40 }),
      number({ max: 2 ** 40 }),
      false,
      'may now have a fraction',
    ],
    [
      'with another code for missing',
      number({ nullable: true, missingValues: [0] }),
      number({ nullable: true, missingValues: [0, -1] }),
      true,
      'now means "missing" by -1',
    ],
    [
      'without its code for missing',
      number({ nullable: true, missingValues: [0] }),
      number({ nullable: true }),
      true,
      'no longer means "missing" by 0',
    ],
    [
      'with a later first day',
      date({ min: '2020-01-01' }),
      date({ min: '2020-01-02' }),
      true,
      'has min 2020-01-02',
    ],
    [
      'with a later last day',
      date({ max: '2020-01-01' }),
      date({ max: '2020-01-02' }),
      false,
      'has max 2020-01-02',
    ],
    ['with a category more', street('a').x, street('b', 'a').x, false, 'has the new category b'],
    ['with a category less', street('a', 'b').x, street('a').x, true, 'no longer has category b'],
    [
      'with a category that means something else',
      category({ values: [{ value: 'a', name: 'n' }] }),
      category({ values: [{ value: 'b', name: 'n' }] }),
      true,
      'means "b" instead of "a" by n',
    ],
    ['now open', street('a').x, category({ open: true, values: ['a'] }), true, 'was an enum and is a String'],
    [
      'now closed',
      category({ open: true, values: ['a'] }),
      street('a').x,
      true,
      'was a String and is an enum',
    ],
  ])('that is %s', (_, before, after, breaking, message) => {
    const common = { other: number({}) };
    const [change, ...more] = compareContracts(
      house({ ...common, ...(before && { x: before }) }),
      house({ ...common, ...(after && { x: after }) }),
    );
    expect(more).toEqual([]);
    expect(change).toMatchObject({ breaking, feature: 'x' });
    expect(change.message).toContain(`Feature 'x' ${message}`);
  });

  it.each<[string, AnyFeatureSpec, AnyFeatureSpec]>([
    ['its description', number({ description: 'One' }), number({ description: 'Two' })],
    ['its example', number({ example: 1 }), number({ example: 2 })],
    ['how the data spells it', boolean({}), boolean({ spelling: { true: 'Y', false: 'N' } })],
    ['the order of its categories', street('a', 'b').x, street('b', 'a').x],
    ['the vocabulary of an open one', category({ open: true, values: ['a'] }), category({ open: true })],
  ])('that clients cannot see is none: %s', (_, before, after) => {
    expect(compareContracts(house({ x: before }), house({ x: after }))).toEqual([]);
  });
});

describe('a change of the target', () => {
  const status = (...classes: string[]) => classification({ target: 'status', classes });
  const meters = (unit?: string) => regression({ target: 'y', ...(unit === undefined ? {} : { unit }) });

  it.each<[string, TaskSpec, TaskSpec, string]>([
    [
      'another task',
      regression({ target: 'status' }),
      status('a', 'b'),
      'was a regression and is a classification',
    ],
    [
      'another name',
      regression({ target: 'a' }),
      regression({ target: 'b' }),
      'was called a and is called b',
    ],
    ['another unit', meters('m'), meters('ft'), 'is in ft instead of m'],
    ['a class more', status('a', 'b'), status('a', 'b', 'c'), 'has classes a, b, c instead of a, b'],
    ['another order of classes', status('a', 'b'), status('b', 'a'), 'has classes b, a instead of a, b'],
    [
      'another meaning of a class',
      status('a', 'b'),
      classification({ target: 'status', classes: ['a', { value: 'B', name: 'b' }] }),
      'means "B" instead of "b" by b',
    ],
  ])('to %s breaks clients', (_, before, after, message) => {
    expect(compareContracts(house(kinds, before), house(kinds, after))).toEqual([
      { breaking: true, message: `The target ${message}` },
    ]);
  });

  it('that clients cannot see is none', () => {
    const before = classification({ target: 'y', classes: ['a', 'b'], positive: 'a' });
    const after = classification({ target: 'y', classes: ['a', 'b'], positive: 'b', source: 'Y' });
    expect(compareContracts(house(kinds, before), house(kinds, after))).toEqual([]);
  });
});

describe('assertCompatible', () => {
  it('lists every breaking change and says what to do', () => {
    const before = house({ x: number({}), y: number({}), z: number({ max: 1 }) });
    const after = house({ x: number({ min: 1 }), z: number({ max: 2 }) });
    expect(() => assertCompatible(before, after)).toThrow(
      expect.objectContaining({ code: 'CONTRACT_INCOMPATIBLE' }),
    );
    expect(() => assertCompatible(before, after)).toThrow(
      "The contract of house-price v1 must keep the clients of its earlier versions working, got 2 breaking changes: Feature 'x' has min 1 instead of no limit; Feature 'y' is gone. Undo the change, or define it as major 2.",
    );
    expect(() => assertCompatible(house(kinds), house({ x: number({}), n: number({}) }))).toThrow(
      'got 1 breaking change: ',
    );
  });

  it('lets changes through that break no client, and any change under another major', () => {
    const gone = house({ y: number({}) }, undefined, 2);
    expect(() => assertCompatible(house(kinds), house({ x: number({}) }))).not.toThrow();
    expect(() => assertCompatible(house(kinds), gone)).not.toThrow();
  });
});

it('is breaking to widen a whole number beyond what Int can hold', () => {
  const changes = compareContracts(
    house({ x: number({ integer: true, max: 9 }) }),
    house({ x: number({ integer: true, max: 2 ** 31 }) }),
  );
  expect(changes.filter(({ breaking }) => breaking)).toEqual([
    { breaking: true, feature: 'x', message: "Feature 'x' was an Int and is a Float" },
  ]);
});
