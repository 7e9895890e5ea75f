import {
  buildSchema as buildGraphqlSchema,
  GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  validateSchema,
} from 'graphql';
import { category, classification, type FeatureSpecs, number, PredictqlError } from '../../src/contract';
import { buildSchema, createContractCheck, printedSchema } from '../../src/resolvers';
import { FeatureType } from '../../src/resolvers/feature.type';
import { contractOf, everyKind, home, risk } from '../support/tiny-contracts';

function fieldsOf(schema: GraphQLSchema, input: string) {
  return (schema.getType(input) as GraphQLInputObjectType).getFields();
}

function refusal(action: () => void): string {
  try {
    action();
  } catch (error) {
    if (error instanceof PredictqlError && error.code === 'CONTRACT_INVALID') return error.message;
    throw error;
  }
  return 'nothing was refused';
}

const letters = { values: ['a', 'b'] } as const;

describe('the schema of contracts', () => {
  it('is the one that was agreed on', async () => {
    const { features: _, ...oldHome } = { ...home, deprecation: 'Use predictHomeV2.' };
    const homeV1 = { ...oldHome, features: home.features };
    const homeV2 = contractOf({ name: 'home', major: 2, title: 'Home', features: { area: everyKind.area } });
    const schema = await buildSchema([homeV1, homeV2, risk]);
    expect(validateSchema(schema)).toEqual([]);
    expect(printedSchema(schema)).toMatchSnapshot();
    expect(printedSchema(buildGraphqlSchema(printedSchema(schema)))).toBe(printedSchema(schema));
  });

  it('gives every kind of feature its type and nullability', async () => {
    const fields = fieldsOf(await buildSchema([home]), 'HomeV1Input');
    expect(
      Object.fromEntries(Object.entries(fields).map(([name, { type }]) => [name, String(type)])),
    ).toEqual({
      area: 'Float!',
      rooms: 'Int!',
      floor: 'Int',
      residents: 'Float!',
      altitude: 'Float',
      street: 'HomeV1Street!',
      heating: 'HomeV1Heating',
      city: 'String',
      garden: 'Boolean!',
      pool: 'Boolean',
      soldOn: 'LocalDate!',
      builtOn: 'LocalDate',
    });
  });

  it('maps names of categories that GraphQL cannot hold to the texts of the data', async () => {
    const street = (await buildSchema([home])).getType('HomeV1Street') as GraphQLEnumType;
    expect(street.getValues().map(({ name, value, description }) => [name, value, description])).toEqual([
      ['Pave', 'Pave', undefined],
      ['Wd_Sdng', 'Wd Sdng', 'Written "Wd Sdng" in the data.'],
      ['C_all', 'C (all)', 'Written "C (all)" in the data.'],
      ['lte_50K', '<=50K', 'Written "<=50K" in the data.'],
      ['true_', 'true', 'Written "true" in the data.'],
      ['ONE', '1', 'First'],
    ]);
  });

  it.each<[string, FeatureSpecs[string], string]>([
    ['no limits', number({ integer: true }), 'Int!'],
    ['the limits of int32', number({ integer: true, min: -(2 ** 31), max: 2 ** 31 - 1 }), 'Int!'],
    ['a limit above int32', number({ integer: true, max: 2 ** 31 }), 'Float!'],
    ['a limit below int32', number({ integer: true, min: -(2 ** 31) - 1 }), 'Float!'],
    [
      'a code for missing that is no int32',
      number({ integer: true, nullable: true, missingValues: [9_999_999_999] }),
      'Float',
    ],
    ['fractions', number({ min: 0, max: 1 }), 'Float!'],
  ])('takes a number with %s', async (_, feature, type) => {
    const fields = fieldsOf(await buildSchema([contractOf({ features: { x: feature } })]), 'PlainV1Input');
    expect(String(fields.x.type)).toBe(type);
  });

  it.each<[FeatureSpecs[string], string | undefined]>([
    [everyKind.area, 'Area of the house in m², from 1 to 1000. Example: 90.'],
    [everyKind.residents, 'A whole number from 0 to 5000000000.'],
    [everyKind.soldOn, 'From 2000-01-01 to 2030-12-31.'],
    [everyKind.altitude, undefined],
    [
      number({ description: 'Ends with a full stop.', unit: 'm', min: 0 }),
      'Ends with a full stop in m, at least 0.',
    ],
    [number({ max: 5, nullable: true, missingValues: [-1, 0] }), 'At most 5, -1 or 0 when missing.'],
    [number({ example: 3 }), 'Example: 3.'],
  ])('describes a feature %#', async (feature, description) => {
    const fields = fieldsOf(await buildSchema([contractOf({ features: { x: feature } })]), 'PlainV1Input');
    expect(fields.x.description ?? undefined).toBe(description);
  });

  it('says of features what it makes of them', async () => {
    const schema = await buildSchema([home]);
    for (const [name, { type }] of Object.entries(fieldsOf(schema, 'HomeV1Input'))) {
      const feature = home.features.find((candidate) => candidate.name === name)!;
      expect(new FeatureType(home, feature).graphqlType).toBe(String(type).replace('!', ''));
    }
  });

  it('marks what is deprecated, and nothing else', async () => {
    const old = contractOf({ deprecation: 'Send areas in m².' });
    const queries = (await buildSchema([old, contractOf({ major: 2 })])).getQueryType()!.getFields();
    expect(queries.predictPlainV1.deprecationReason).toBe('Send areas in m².');
    expect(queries.predictPlainV2.deprecationReason).toBeUndefined();
  });

  it('holds models whose names run together', async () => {
    const names = ['a-b', 'ab', 'a-b-c', 'a-bc', 'x-1', 'x1', 'a-v1'];
    const schema = await buildSchema(names.map((name) => contractOf({ name })));
    const queries = Object.keys(schema.getQueryType()!.getFields());
    for (const form of [/^predict(?!.*Columns$)/, /^predict.*Columns$/, /^tryPredict/]) {
      expect(queries.filter((name) => form.test(name))).toHaveLength(names.length);
    }
  });
});

describe('names of features that types of the contract have', () => {
  const own = ['input', 'result', 'prediction', 'label', 'classProbability', 'Input', 'Label'];

  it.each(own)('%s gives way', async (name) => {
    const contract = contractOf({
      features: { [name]: category(letters) },
      task: classification({ target: 'y', classes: ['yes', 'no'] }),
    });
    const schema = await buildSchema([contract]);
    const type = `PlainV1${name.charAt(0).toUpperCase()}${name.slice(1)}Value`;
    expect(String(fieldsOf(schema, 'PlainV1Input')[name].type)).toBe(`${type}!`);
    expect(schema.getType(type)).toBeInstanceOf(GraphQLEnumType);
    expect(String(schema.getQueryType()!.getFields().predictPlainV1.type)).toBe('PlainV1Result!');
  });

  it('do not matter for features without a type of their own', async () => {
    const features = { input: number({}), label: category({ open: true }), result: number({}) };
    expect(validateSchema(await buildSchema([contractOf({ features })]))).toEqual([]);
  });
});

describe('contracts that cannot share a schema', () => {
  it.each<[FeatureSpecs, string]>([
    [
      { street: category(letters), Street: category(letters) },
      "The contract of plain v1 must give every GraphQL type a name of its own, got PlainV1Street for both feature 'street' of plain v1 and feature 'Street' of plain v1.",
    ],
    [
      { label: category(letters), labelValue: category(letters) },
      "PlainV1LabelValue for both feature 'label' of plain v1 and feature 'labelValue' of plain v1.",
    ],
    [
      { constructor: number({}) },
      'have no feature called like what every object of JavaScript has, got constructor.',
    ],
    [
      { toString: category(letters), x: number({}), valueOf: number({}) },
      'have no feature called like what every object of JavaScript has, got toString, valueOf.',
    ],
  ])('because of their own features %#', async (features, message) => {
    const contract = contractOf({ features });
    expect(refusal(() => createContractCheck()(contract))).toContain(message);
    await expect(buildSchema([contract])).rejects.toMatchObject({ code: 'CONTRACT_INVALID' });
  });

  it('because of each other', async () => {
    const one = contractOf({ name: 'a', features: { v1Input: category(letters) } });
    const other = contractOf({ name: 'a-v1' });
    const check = createContractCheck();
    check(one);
    expect(refusal(() => check(other))).toBe(
      "The contract of a-v1 v1 must give every GraphQL type a name of its own, got AV1V1Input for both feature 'v1Input' of a v1 and the input type of a-v1 v1. Give one of the features another name in the definition; source says which column it is.",
    );
    await expect(buildSchema([one, other])).rejects.toMatchObject({ code: 'CONTRACT_INVALID' });
  });

  it('are no longer in the way once refused', () => {
    const check = createContractCheck();
    const features = { a: category(letters), b: category(letters), B: category(letters) };
    expect(refusal(() => check(contractOf({ name: 'a-v1', features })))).toContain('AV1V1B');
    expect(() => check(contractOf({ name: 'a', features: { v1A: category(letters) } }))).not.toThrow();
  });

  it('are not versions of one major', () => {
    const check = createContractCheck();
    check(home);
    expect(() => check(home)).not.toThrow();
  });
});
