import {
  boolean,
  type Contract,
  type ContractSpec,
  category,
  classification,
  date,
  defineContract,
  type FeatureSpecs,
  number,
  regression,
} from '../../src/contract';

/** Features of every kind and nullability, with the names that GraphQL cannot take as they are. */
export const everyKind = {
  area: number({
    source: 'Area',
    description: 'Area of the house',
    unit: 'm²',
    min: 1,
    max: 1000,
    example: 90,
  }),
  rooms: number({ source: 'Rooms', min: 0, max: 50, integer: true }),
  floor: number({ source: 'Floor', integer: true, nullable: true }),
  residents: number({ source: 'Residents', integer: true, min: 0, max: 5e9 }),
  altitude: number({ source: 'Altitude', nullable: true }),
  street: category({
    source: 'Street',
    description: 'Kind of street',
    values: [
      'Pave',
      'Wd Sdng',
      'C (all)',
      '<=50K',
      'true',
      { value: '1', name: 'ONE', description: 'First' },
    ],
  }),
  heating: category({ source: 'Heating', values: ['gas', 'heat pump'], nullable: true }),
  city: category({ source: 'City', values: ['Ames', 'Wien'], open: true, nullable: true }),
  garden: boolean({ source: 'Garden' }),
  pool: boolean({ source: 'Pool', nullable: true }),
  soldOn: date({ source: 'Sold', min: '2000-01-01', max: '2030-12-31' }),
  builtOn: date({ source: 'Built', nullable: true }),
} satisfies FeatureSpecs;

/** A regression over {@link everyKind}: `predictHomeV1`. */
export const home: Contract = defineContract({
  name: 'home',
  major: 1,
  title: 'Home',
  description: 'What a home sells for',
  task: regression({ target: 'price', source: 'Price', description: 'Expected price', unit: 'EUR' }),
  features: everyKind,
});

/** A classification of two features: `predictRiskV1`. */
export const risk: Contract = defineContract({
  name: 'risk',
  major: 1,
  title: 'Risk',
  task: classification({ target: 'outcome', classes: ['good', 'very bad', '>50%'], positive: 'good' }),
  features: { age: number({ min: 18, max: 100 }), job: category({ values: ['clerk', 'self-employed'] }) },
});

/** A regression of one feature, for tests that look at something else. */
export function contractOf(spec: Partial<ContractSpec> = {}): Contract {
  return defineContract({
    name: 'plain',
    major: 1,
    title: 'Plain',
    task: regression({ target: 'y' }),
    features: { x: number({ min: 0, max: 10 }) },
    ...spec,
  });
}
