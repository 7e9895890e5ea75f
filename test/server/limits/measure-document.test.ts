import { buildSchema, parse } from 'graphql';
import { createDocumentMeasure, type Extent } from '../../../src/server/limits';

const schema = buildSchema(`
  interface Named { name: String! tags: [String!]! }
  type Model implements Named { name: String! tags: [String!]! versions: [Version!]! }
  type Version { id: ID! model: Model! }
  input Row { x: Float }
  type Price { y: Float! parts: [Float!]! }
  type Bad { why: String! }
  union Outcome = Price | Bad
  type Result { version: Version! predictions: [Price!]! }
  type Query {
    models: [Model!]!
    model(name: String!): Model
    predict(inputs: [Row!]!): Result!
    tryPredict(inputs: [Row!]!): [Outcome!]!
  }
  type Mutation { promote(name: String!): Model! }
`);
const sizes: Readonly<Record<string, number>> = {
  'Query.models': 3,
  'Model.versions': 4,
  'Result.predictions': 100,
  'Query.tryPredict': 100,
};
const measure = createDocumentMeasure(schema, (type, field, output) =>
  String(output).startsWith('[') ? (sizes[`${type}.${field}`] ?? 10) : 1,
);

describe('what a document asks for', () => {
  it.each<[string, Partial<Extent>]>([
    ['{ __typename }', { fields: 1, aliases: 0, depth: 1, values: 1, rowValues: 0 }],
    ['{ a: __typename b: __typename }', { fields: 2, aliases: 2 }],
    // Three models, each with itself and its name.
    ['{ models { name } }', { fields: 2, depth: 2, values: 6 }],
    [
      '{ models { versions { model { versions { id } } } } }',
      { depth: 5, values: 3 * (1 + 4 * (1 + 1 + 4 * 2)) },
    ],
    ['{ model(name: "x") { tags } }', { values: 1 + 10 }],
    // Spreads and inline fragments.
    [
      '{ ...A } fragment A on Query { models { ...B ...B } } fragment B on Model { a: name }',
      { fields: 3, aliases: 2, depth: 4, values: 9 },
    ],
    ['{ models { ... on Named { tags } ... { name } } }', { fields: 3, depth: 3, values: 3 * (1 + 10 + 1) }],
    // Several operations: one of them runs.
    [
      'query A { a: models { name } } query B { models { versions { id } } }',
      { fields: 3, aliases: 1, depth: 3 },
    ],
    ['mutation { promote(name: "x") { name } }', { fields: 2, values: 2 }],
    // Rows: the most of several queries, because together they may not have more.
    ['{ predict { predictions { y } } }', { values: 0, rowValues: 1 + 100 * 2 }],
    [
      '{ a: predict { predictions { y } } b: predict { predictions { y parts } } models { name } }',
      { values: 6, rowValues: 1 + 100 * (1 + 1 + 10) },
    ],
    ['{ tryPredict { ... on Price { y } ... on Bad { why } } }', { values: 0, rowValues: 100 * 3 }],
    // What is not there asks for nothing but itself.
    ['{ nothing { models { name } } ...None }', { fields: 3, values: 3 }],
    ['{ ... on Nothing { models { name } } }', { values: 6 }],
    // In a circle.
    ['{ ...A } fragment A on Query { ...B a: __typename } fragment B on Query { ...A }', { fields: 1 }],
    // Never spread, and validated all the same.
    ['{ __typename } fragment A on Query { a: __typename b: __typename }', { fields: 2, aliases: 2 }],
  ])('%s', (source, expected) => {
    expect(measure(parse(source))).toMatchObject(expected);
  });

  it('is found in no time, however often fragments spread each other', () => {
    const levels = Array.from(
      { length: 40 },
      (_, level) => `fragment F${level} on Query { ...F${level + 1} ...F${level + 1} }`,
    );
    const source = `{ ...F0 } ${levels.join(' ')} fragment F40 on Query { a: __typename }`;
    expect(measure(parse(source))).toMatchObject({
      fields: 2 ** 40,
      aliases: 2 ** 40,
      values: 2 ** 40,
      depth: 42,
    });
  });
});
