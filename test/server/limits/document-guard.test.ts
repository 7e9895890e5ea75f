import { buildSchema, getIntrospectionQuery } from 'graphql';
import {
  createDocumentGuard,
  createDocumentMeasure,
  createListSizes,
  documentLimits,
} from '../../../src/server/limits';
import { contractOf } from '../../support/tiny-contracts';

const schema = buildSchema(`
  type Model { name: String! versions: [Version!]! }
  type Version { id: ID! model: Model! }
  type Query { models: [Model!]! }
`);
const limits = documentLimits([contractOf()], { maxRows: 10, maxComplexity: 1000 });
const model = {
  name: 'm',
  contracts: [],
  manifests: Array.from({ length: 30 }, () => ({}) as never),
  aliases: [],
};

function guard(overrides: Partial<typeof limits> = {}) {
  const measure = createDocumentMeasure(schema, createListSizes(schema, [model], 10));
  const counted = jest.fn(measure);
  return { counted, assertWithin: createDocumentGuard({ ...limits, ...overrides }, counted) };
}

const repeated = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

describe('the guard', () => {
  it.each<[string, (count: number) => string, number, string]>([
    [
      'aliases',
      (count) => `{ ${repeated(count, (index) => `a${index}: __typename`)} }`,
      50,
      'have at most 50 aliases, got 51.',
    ],
    [
      'fields',
      (count) => `{ ${repeated(count, () => '__typename')} }`,
      400,
      'select at most 400 fields, got 401.',
    ],
    [
      'fragments',
      (count) => `{ a } ${repeated(count, (index) => `fragment F${index} on Query { a }`)}`,
      50,
      'have at most 50 fragments, got 51.',
    ],
    [
      'directives in one place',
      (count) => `{ a ${repeated(count, () => '@b')} }`,
      4,
      'have at most 4 directives in one place, got 5.',
    ],
    [
      'levels by way of fragments',
      (count) =>
        `{ ...F1 } ${repeated(count - 1, (index) => `fragment F${index + 1} on Query { ...F${index + 2} }`)}`,
      25,
      'nest at most 25 levels deep, got 26.',
    ],
  ])('lets a number of %s pass', (_, make, most, expected) => {
    const { assertWithin } = guard();
    expect(() => assertWithin(make(most))).not.toThrow();
    expect(() => assertWithin(make(most + 1))).toThrow(`The document must ${expected}`);
  });

  it('refuses what nests lists in lists, by what there is', () => {
    const { assertWithin } = guard();
    expect(() => assertWithin('{ models { versions { id } } }')).not.toThrow();
    expect(() => assertWithin('{ models { versions { model { versions { id } } } } }')).toThrow(
      'The document must ask for at most 1000 values, got 1861. Ask for less, or in several requests.',
    );
  });

  it('lets introspection pass', () => {
    const { assertWithin } = guard({ maxComplexity: 100_000 });
    const source = getIntrospectionQuery({
      inputValueDeprecation: true,
      specifiedByUrl: true,
      schemaDescription: true,
      directiveIsRepeatable: true,
      oneOf: true,
    });
    expect(() => assertWithin(source)).not.toThrow();
  });

  it('leaves what is no GraphQL to GraphQL', () => {
    const { assertWithin, counted } = guard();
    for (const source of ['', '{', 'hello', '{ a(b: }', '{ a } }'])
      expect(() => assertWithin(source)).not.toThrow();
    expect(counted).not.toHaveBeenCalled();
  });

  it('judges a document once, good or bad', () => {
    const { assertWithin, counted } = guard();
    const bad = `{ ${repeated(51, (index) => `a${index}: __typename`)} }`;
    for (let time = 0; time < 3; time++) {
      expect(() => assertWithin(bad)).toThrow('aliases');
      assertWithin('{ __typename }');
    }
    expect(counted).toHaveBeenCalledTimes(2);
  });

  it('remembers no long documents', () => {
    const { assertWithin, counted } = guard();
    const long = `{ __typename ${' '.repeat(20_000)} }`;
    for (let time = 0; time < 2; time++) assertWithin(long);
    expect(counted).toHaveBeenCalledTimes(2);
  });
});
