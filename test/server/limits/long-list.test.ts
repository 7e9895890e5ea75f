import { buildSchema, getOperationAST, parse } from 'graphql';
import { mostRowsOf } from '../../../src/resolvers';
import { findLongList, type LongList, rowTypesOf } from '../../../src/server/limits';

const rowTypes = rowTypesOf(
  buildSchema(`
    input Row { image: [Float!] }
    input Columns { x: [Float!]! y: [Float!]! }
    input Other { rows: [Row!] }
    type Query { predict(inputs: [Row!]!): Int predictColumns(columns: Columns!): Int other(other: [Other!]): Int }
  `),
);
const maxRows = 3;
const mostOfColumns = mostRowsOf('columns', maxRows);
const list = (length: number) => Array.from({ length }, (_, index) => index);

function found(definitions: string, variables: Record<string, unknown>): LongList | undefined {
  const operation = getOperationAST(parse(`query (${definitions}) { a }`), undefined);
  return operation ? findLongList(variables, operation, rowTypes, maxRows) : undefined;
}

it.each<[string, Record<string, unknown>, LongList | undefined]>([
  ['$rows: [Row!]!', { rows: list(3) }, undefined],
  ['$rows: [Row!]!', { rows: list(4) }, { path: ['rows'], length: 4, most: 3 }],
  ['$rows: [Row!]!', { rows: null }, undefined],
  ['$rows: [Row!]!', {}, undefined],
  ['$rows: [Row!]!', { other: list(4) }, undefined],
  ['$toString: [Row!]!', {}, undefined],
  ['$other: [Other!]', { other: list(4) }, undefined],
  ['$columns: Columns!', { columns: { x: list(mostOfColumns) } }, undefined],
  [
    '$columns: Columns!',
    { columns: { x: list(3), y: list(mostOfColumns + 1) } },
    { path: ['columns', 'y'], length: mostOfColumns + 1, most: mostOfColumns },
  ],
  ['$columns: Columns', { columns: null }, undefined],
  // A row whose cell is a list.
  ['$row: Row!', { row: { image: list(4) } }, undefined],
])('in (%s) with %j: %j', (definitions, variables, expected) => {
  expect(found(definitions, variables)).toEqual(expected);
});
