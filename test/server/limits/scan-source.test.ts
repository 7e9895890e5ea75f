import { parse, print } from 'graphql';
import { documentLimits } from '../../../src/server/limits';
import { scanSource } from '../../../src/server/limits/scan-source';
import { contractOf } from '../../support/tiny-contracts';

const limits = documentLimits([contractOf()], { maxRows: 10, maxComplexity: 1000 });

/** What is left of a document, in GraphQL's own layout. */
const outline = (source: string) =>
  print(parse(scanSource(source, limits)))
    .replace(/\s+/g, ' ')
    .trim();

describe('the outline of a document', () => {
  it.each([
    ['{ a }', '{ a }'],
    [
      'query Q($a: [Int!]! = [1, 2] @b, $c: String = ")") { a(b: $a, c: {d: [1.5e-3]}) { e } }',
      'query Q { a { e } }',
    ],
    ['{ a(b: "(") { c } d(e: """ ")" \\""" ( """) { f } }', '{ a { c } d { f } }'],
    ['{ a(b: "\\")") b # ) (\n c }', '{ a b c }'],
    [
      '{ a @include(if: $b) ...F ... on T @skip(if: true) { c } } fragment F on T { d }',
      '{ a @include ...F ... on T @skip { c } } fragment F on T { d }',
    ],
    ['{a(b:1)b(c:2){d}}', '{ a b { d } }'],
    ['\ufeff{ a,b }', '{ a b }'],
    ['{ a(b: [[[{c: {d: []}}]]]) { e } }', '{ a { e } }'],
  ])('of %s is %s', (source, expected) => {
    expect(outline(source)).toBe(expected);
  });

  it.each(['', '}', ')', '{ a(', '{ a(b: "', '{ a(b: """', '(((', '"', '\u0000', '{ a(b: 1 }'])(
    'of %j is for the parser to judge',
    (source) => {
      expect(() => scanSource(source, limits)).not.toThrow();
    },
  );
});

describe('a document', () => {
  const { maxDepth, maxArgumentDepth, maxDirectives, maxSelectionTokens, maxArgumentTokens, maxLength } =
    limits;
  const levels = (count: number) => `${'{ a '.repeat(count)}${'} '.repeat(count)}`;
  const lists = (count: number) => `{ a(b: ${'['.repeat(count)}${']'.repeat(count)}) }`;
  const directives = (count: number) => `{ ${'a @b '.repeat(count)} }`;
  // Two of the tokens are braces.
  const fields = (count: number) => `{ ${'a '.repeat(count)} }`;
  // Five of the tokens are parentheses, name, colon, and brackets.
  const values = (count: number) => `{ a(b: [${'"x" '.repeat(count)}]) }`;

  it.each<[string, (count: number) => string, number, string]>([
    ['nests', levels, maxDepth, 'nest at most 25 levels deep'],
    ['nests in arguments', lists, maxArgumentDepth - 1, 'nest at most 20 levels deep in arguments'],
    ['has directives', directives, maxDirectives, 'have at most 50 directives'],
    ['has tokens', fields, maxSelectionTokens - 2, 'have at most 4000 tokens outside of arguments'],
    ['has tokens in arguments', values, maxArgumentTokens - 5, 'have at most 10050 tokens in arguments'],
    ['has characters', (count) => ' '.repeat(count), maxLength, 'have at most 100500 characters'],
  ])('that %s passes up to a limit', (_, make, most, expected) => {
    expect(() => scanSource(make(most), limits)).not.toThrow();
    expect(() => scanSource(make(most + 1), limits)).toThrow(`The document must ${expected}, got `);
  });

  it('may hold as many rows as a request may have', () => {
    const rows = Array.from({ length: 10 }, () => '{ x: 12345.678 }').join('\n');
    const wide = documentLimits([contractOf()], { maxRows: 10, maxComplexity: 1000 });
    expect(() =>
      scanSource(`{ predictPlainV1(inputs: [${rows}]) { predictions { y } } }`, wide),
    ).not.toThrow();
  });
});
