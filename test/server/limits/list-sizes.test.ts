import { buildSchema, type GraphQLObjectType } from 'graphql';
import { category, number } from '../../../src/contract';
import { createListSizes } from '../../../src/server/limits';
import { contractOf } from '../../support/tiny-contracts';

const schema = buildSchema(`
  type Model { name: String versions: [Int!]! contracts: [Int] aliases: [Int] }
  type Contract { features: [Int!] }
  type Feature { categories: [Int!] }
  type Result { modelVersion: Int predictions: [Float!]! values: [Float!]! }
  input Columns { x: [Float!]! }
  type Query {
    models: [Model!]!
    others: [Int]
    predict(inputs: [Int!]!): Result!
    predictColumns(columns: Columns!): Result!
    tryPredict(inputs: [Int!]!): [Result!]!
  }
`);
const wide = contractOf({
  features: { a: number({}), b: number({}), c: category({ values: ['a', 'b', 'c', 'd', 'e'] }) },
});
const models = [
  { name: 'a', contracts: [contractOf()], manifests: [1, 2, 3, 4] as never, aliases: [1, 2] as never },
  { name: 'b', contracts: [contractOf(), wide], manifests: [1] as never, aliases: [] },
];
const sizeOf = createListSizes(schema, models, 77);

it.each([
  ['Query', 'models', 2],
  ['Model', 'versions', 4],
  ['Model', 'contracts', 2],
  ['Model', 'aliases', 2],
  ['Model', 'name', 1],
  ['Contract', 'features', 3],
  ['Feature', 'categories', 5],
  ['Query', 'others', 10],
  ['Query', 'predict', 1],
  ['Query', 'tryPredict', 77],
  ['Result', 'predictions', 77],
  ['Result', 'values', 77],
  ['Result', 'modelVersion', 1],
])('the list %s.%s has %p entries', (type, field, expected) => {
  const { type: output } = (schema.getType(type) as GraphQLObjectType).getFields()[field];
  expect(sizeOf(type, field, output)).toBe(expected);
});
