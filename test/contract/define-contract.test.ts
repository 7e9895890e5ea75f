import {
  boolean,
  category,
  classification,
  contractSchema,
  date,
  defineContract,
  type FeatureSpecs,
  number,
  regression,
} from '../../src/contract';

function define(features: FeatureSpecs, task = regression({ target: 'price' })) {
  return defineContract({ name: 'house-price', major: 1, title: 'House price', task, features });
}

/** What a definition in plain JavaScript may hand over. */
const untyped = (options: Record<string, unknown>) => options as never;

describe('defineContract', () => {
  it('makes plain data of every kind of feature, in the order written', () => {
    const contract = defineContract({
      name: 'house-price',
      major: 2,
      title: 'House price',
      description: 'Sale prices',
      deprecation: 'Use major 3.',
      task: regression({ target: 'salePrice', source: 'Sale_Price', unit: 'USD', transform: 'log' }),
      features: {
        lotArea: number({ source: 'Lot_Area', unit: 'ft²', min: 1, integer: true, example: 8450 }),
        frontage: number({ nullable: true, missingValues: [0] }),
        street: category({
          values: ['Pave', { value: 'C (all)', description: 'Commercial' }],
          example: 'Pave',
        }),
        agent: category({ open: true }),
        hasPool: boolean({ spelling: { true: 'Y', false: 'N' }, description: 'Any pool' }),
        sold: date({ min: '2006-01-01', max: '2010-12-31' }),
      },
    });
    const common = (name: string, source = name) => ({ name, source, nullable: false });
    expect(contract).toEqual({
      model: 'house-price',
      major: 2,
      title: 'House price',
      description: 'Sale prices',
      deprecation: 'Use major 3.',
      features: [
        {
          ...common('lotArea', 'Lot_Area'),
          kind: 'number',
          unit: 'ft²',
          min: 1,
          integer: true,
          example: 8450,
        },
        { ...common('frontage'), kind: 'number', integer: false, nullable: true, missingValues: [0] },
        {
          ...common('street'),
          kind: 'category',
          open: false,
          categories: [
            { name: 'Pave', value: 'Pave' },
            { name: 'C_all', value: 'C (all)', description: 'Commercial' },
          ],
          example: 'Pave',
        },
        { ...common('agent'), kind: 'category', open: true, categories: [] },
        {
          ...common('hasPool'),
          kind: 'boolean',
          spelling: { true: 'Y', false: 'N' },
          description: 'Any pool',
        },
        { ...common('sold'), kind: 'date', min: '2006-01-01', max: '2010-12-31' },
      ],
      target: { task: 'regression', name: 'salePrice', source: 'Sale_Price', unit: 'USD' },
    });
  });

  it('makes a classification target with its classes in order', () => {
    const classes = ['good', { value: '>50K', name: 'rich' }, '<=50K'];
    expect(
      define({ x: number({}) }, classification({ target: 'status', classes, positive: '>50K' })).target,
    ).toEqual({
      task: 'classification',
      name: 'status',
      source: 'status',
      positive: '>50K',
      classes: [
        { name: 'good', value: 'good' },
        { name: 'rich', value: '>50K' },
        { name: 'lte_50K', value: '<=50K' },
      ],
    });
  });

  it('holds no undefined, so that it is the same after a trip through JSON', () => {
    const contract = define({
      a: number(untyped({ unit: undefined, min: undefined })),
      b: category({ values: [{ value: 'x' }] }),
    });
    expect(JSON.parse(JSON.stringify(contract))).toStrictEqual(contract);
    expect(contractSchema.parse(contract)).toStrictEqual(contract);
  });

  it('writes the same contract the same way, in whatever order its options stand', () => {
    const one = define({ a: number({ min: 1, max: 2, unit: 'm', description: 'A' }) });
    const two = define({ a: number({ description: 'A', unit: 'm', max: 2, min: 1 }) });
    expect(JSON.stringify(one)).toBe(JSON.stringify(two));
  });

  it('is frozen through and through and leaves the options alone', () => {
    const missingValues = [0];
    const spelling = { true: 'Y', false: 'N' };
    const contract = define({
      a: number({ nullable: true, missingValues }),
      b: category({ values: ['x'] }),
      c: boolean({ spelling }),
    });
    const isFrozen = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    expect(isFrozen(contract)).toBe(true);
    expect(Object.isFrozen(missingValues) || Object.isFrozen(spelling)).toBe(false);
  });

  it('may have features that are called like what objects inherit', () => {
    const contract = define({ constructor: number({}), toString: boolean({}), hasOwnProperty: date({}) });
    expect(contract.features.map(({ name }) => name)).toEqual(['constructor', 'toString', 'hasOwnProperty']);
  });
});

describe('a definition that nothing has held to the types', () => {
  it.each<[string, FeatureSpecs]>([
    ['Unrecognized key: "nulable"', { a: number(untyped({ nulable: true })) }],
    ['Unrecognized key: "min"', { a: category(untyped({ values: ['x'], min: 1 })) }],
    ['Unrecognized key: "values"', { a: boolean(untyped({ values: ['x'] })) }],
    ['Unrecognized key: "after"', { a: date(untyped({ after: '2020-01-01' })) }],
    ['features.0.min', { a: number(untyped({ min: '1' })) }],
    ['features.0.min', { a: number({ min: Number.NaN }) }],
    ['features.0.max', { a: number({ max: Number.POSITIVE_INFINITY }) }],
    ['features.0.categories.0.value', { a: category(untyped({ values: [1, 2] })) }],
    ['features.0.source', { a: number({ source: '' }) }],
    ['features.0.min', { a: date({ min: '1.1.2020' }) }],
    ['features', {}],
  ])('is refused with the place, as in %s', (place, features) => {
    expect(() => define(features)).toThrow(expect.objectContaining({ code: 'CONTRACT_INVALID' }));
    expect(() => define(features)).toThrow(place);
  });

  it('is told which feature it is', () => {
    expect(() => define({ fine: number({}), lotArea: number(untyped({ nulable: true })) })).toThrow(
      'The contract of house-price v1 must follow the contract format, got features.1: Unrecognized key: "nulable". Look at feature "lotArea".',
    );
  });

  it.each([0, -1, 1.5, 1000, Number.NaN])('may not have the major %d', (major) => {
    const spec = { name: 'm', title: 'T', task: regression({ target: 'y' }), features: { x: number({}) } };
    expect(() => defineContract({ ...spec, major })).toThrow('must follow the contract format, got major');
  });

  it('needs two classes to tell apart', () => {
    expect(() => define({ x: number({}) }, classification({ target: 'y', classes: ['only'] }))).toThrow(
      'target.classes',
    );
  });
});
