import { type GraphQLSchema, printType, validateSchema } from 'graphql';
import { buildSchema } from '../../src/resolvers';
import { digits, identifiers, passengers, unbatched } from '../support/foreign-models';

let schema: GraphQLSchema;

beforeAll(async () => {
  schema = await buildSchema(
    [passengers(), digits(), unbatched(), identifiers()].map(({ contract }) => contract),
  );
});

function typeOf(name: string): string {
  const type = schema.getType(name);
  return type ? printType(type) : `no type ${name}`;
}

describe('the schema of models from elsewhere', () => {
  it('is valid', () => {
    expect(validateSchema(schema)).toEqual([]);
  });

  it('takes tensors as lists, whole numbers of 64 bits as BigInt', () => {
    expect(typeOf('IdentifiersV1Input')).toBe(`"""One row for Foreign."""
input IdentifiersV1Input {
  id: BigInt!
  name: String!

  """A flat list of int64, shape [?]."""
  tokens: [BigInt!]!

  """A flat list of string, shape [2]."""
  words: [String!]!

  """A flat list of bool, shape [2, 1]."""
  flags: [Boolean!]!
}`);
    expect(typeOf('DigitsV1Input')).toContain(`
  """A flat list of float32, shape [1, 28, 28], from 0 to 255."""
  image: [Float!]!`);
  });

  it('makes enums of closed categories, and Int or Float of numbers', () => {
    expect(typeOf('PassengersV1Input')).toContain('sex: PassengersV1Sex!');
    expect(typeOf('PassengersV1Sex')).toContain('  male\n  female\n');
    expect(typeOf('PassengersV1Input')).toContain('  fare: Float!\n');
    expect(typeOf('PassengersV1Input')).toContain('  port: String\n');
  });

  it('gives outputs as values, lists or tensors, by their axes', () => {
    expect(typeOf('IdentifiersV1Prediction')).toBe(`"""A prediction of Foreign."""
type IdentifiersV1Prediction {
  """Output next, int64 [1]."""
  next: [BigInt!]!

  """Output greeting, string."""
  greeting: String!

  """Output tokens_out, int64 [?]."""
  tokens: [BigInt!]!

  """Output words_out, string [2]."""
  words: [String!]!

  """Output flags_out, bool [2, 1]."""
  flags: BooleanTensor!
}`);
    expect(typeOf('BooleanTensor')).toBe(`"""Values in two axes or more."""
type BooleanTensor {
  """The length of each axis."""
  shape: [Int!]!

  """Row by row: the last axis runs fastest."""
  values: [Boolean!]!
}`);
  });

  it('has no tensors of kinds that nobody gives', () => {
    expect(typeOf('StringTensor')).toBe('no type StringTensor');
  });
});
