import { Kind, type ObjectValueNode, print, type ValueNode, valueFromASTUntyped } from 'graphql';
import { type Contract, exactOf, type Violation } from '../contract';
import type { OperationValues } from './operation-values';
import { graphqlTypeNameOf } from './type-names';

/** The kinds of literals that a GraphQL type takes; a type that is not here is an enum. */
const literalsOf: Readonly<Record<string, readonly Kind[]>> = {
  Int: [Kind.INT],
  Float: [Kind.INT, Kind.FLOAT],
  BigInt: [Kind.INT, Kind.STRING],
  String: [Kind.STRING],
  LocalDate: [Kind.STRING],
  Boolean: [Kind.BOOLEAN],
};

const longestShownLiteral = 80;

/** A literal of a kind that its field does not take, such as "Pave" for an enum: no cell equals it. */
class WrongLiteral {
  readonly #node: ValueNode;

  constructor(node: ValueNode) {
    this.#node = node;
  }

  /** The literal as it was written. */
  get text(): string {
    const text = print(this.#node).replace(/\s+/g, ' ');
    return text.length <= longestShownLiteral ? text : `${text.slice(0, longestShownLiteral)}…`;
  }
}

/** The type of the elements of a list type, `[Float!]`; undefined when it is no list. */
function elementOf(type: string): string | undefined {
  return /^\[(.+)!\]$/.exec(type)?.[1];
}

/**
 * The rows in an argument as the check of a contract takes them, categories by name: a list of whatever
 * came; null or undefined for none. GraphQL takes one row for a list of one.
 */
export type RowReader = (
  argument: ValueNode,
  values: OperationValues,
) => readonly unknown[] | null | undefined;

/** Makes the reader of the rows of a contract. */
export function createRowReader(contract: Contract): RowReader {
  const rowOf = createObjectReader(contract, (type) => type);
  return (argument, values) => listOf(argument, values, (row) => rowOf(row, values));
}

/**
 * The columns in an argument as the check of a contract takes them: lists of whatever came, by feature. What
 * is no object comes as it is.
 */
export type ColumnsReader = (argument: ValueNode, values: OperationValues) => unknown;

/** Makes the reader of the columns of a contract. */
export function createColumnsReader(contract: Contract): ColumnsReader {
  const columnsOf = createObjectReader(contract, (type) => `[${type}!]`);
  return (argument, values) => {
    const given = columnsOf(argument, values);
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
    const columns = Object.entries(given).map(([name, column]) => [name, asList(column)] as const);
    return Object.assign(Object.create(null), Object.fromEntries(columns));
  };
}

/** GraphQL takes a single value for a list of one. */
function asList(column: unknown): unknown {
  return column === null || column === undefined || Array.isArray(column) ? column : [column];
}

type ObjectReader = (node: ValueNode, values: OperationValues) => unknown;

/** @param typeOf - the type of a field, by the type of its feature's values */
function createObjectReader(contract: Contract, typeOf: (type: string) => string): ObjectReader {
  const types = new Map(
    contract.features.map((feature) => [feature.name, typeOf(graphqlTypeNameOf(contract, feature))]),
  );

  function cellOf(node: ValueNode, values: OperationValues, type: string): unknown {
    const element = elementOf(type);
    if (element !== undefined) return listOf(node, values, (item) => cellOf(item, values, element));
    const given = values.given(node);
    if (given.kind === 'nothing') return undefined;
    if (given.kind === 'json') return given.value;
    const literal = given.node;
    if (literal.kind === Kind.NULL) return null;
    const isTaken = (literalsOf[type] ?? [Kind.ENUM]).includes(literal.kind);
    switch (literal.kind) {
      case Kind.INT:
      case Kind.FLOAT: {
        if (type === 'BigInt' && isTaken) return exactOf(literal.value);
        const value = Number(literal.value);
        // 5.5 is no whole number, as any check can tell; 5.0 is one and yet no Int.
        return isTaken || (type === 'Int' && !Number.isInteger(value)) ? value : new WrongLiteral(literal);
      }
      case Kind.STRING:
      case Kind.ENUM:
      case Kind.BOOLEAN:
        return isTaken ? literal.value : new WrongLiteral(literal);
      default:
        return new WrongLiteral(literal);
    }
  }

  function literalRow({ fields }: ObjectValueNode, values: OperationValues): object {
    // Without a prototype, a field called __proto__ is a field like any other.
    const row: Record<string, unknown> = Object.create(null);
    for (const { name, value } of fields) {
      const type = types.get(name.value);
      // Of a field that is not a feature only the name counts.
      const cell = type === undefined ? null : cellOf(value, values, type);
      if (cell !== undefined) row[name.value] = cell;
    }
    return row;
  }

  return (node, values) => {
    const given = values.given(node);
    if (given.kind === 'nothing') return null;
    if (given.kind === 'json') return given.value;
    return given.node.kind === Kind.OBJECT
      ? literalRow(given.node, values)
      : valueFromASTUntyped(given.node, {});
  };
}

/** GraphQL takes a single value for a list of one. */
function listOf(
  list: ValueNode,
  values: OperationValues,
  itemOf: (item: ValueNode) => unknown,
): readonly unknown[] | null | undefined {
  const given = values.given(list);
  if (given.kind === 'nothing') return undefined;
  if (given.kind === 'json') {
    const { value } = given;
    return value === null || Array.isArray(value) ? value : [value];
  }
  if (given.node.kind === Kind.NULL) return null;
  return (given.node.kind === Kind.LIST ? given.node.values : [given.node]).map(itemOf);
}

/** The violation with wrong literals shown as they were written, `"Pave"` or `5.0`. */
export function withLiterals(
  violation: Violation,
  rows: object,
  path: readonly (string | number)[],
): Violation {
  const cell = path.reduce<unknown>(
    (place, key) => (place as Readonly<Record<string | number, unknown>> | undefined)?.[key],
    rows,
  );
  if (!(cell instanceof WrongLiteral)) return violation;
  const received = cell.text;
  const ending = `, got ${violation.received}.`;
  return {
    ...violation,
    received,
    message: `${violation.message.slice(0, -ending.length)}, got ${received}.`,
  };
}
