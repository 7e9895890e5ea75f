import { Kind, type ObjectValueNode, print, type ValueNode, valueFromASTUntyped } from 'graphql';
import type { Contract, Violation } from '../contract';
import type { OperationValues } from './operation-values';
import { graphqlTypeNameOf } from './type-names';

/** The kinds of literals that a GraphQL type takes; a type that is not here is an enum. */
const literalsOf: Readonly<Record<string, readonly Kind[]>> = {
  Int: [Kind.INT],
  Float: [Kind.INT, Kind.FLOAT],
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
  const types = new Map(
    contract.features.map((feature) => [feature.name, graphqlTypeNameOf(contract, feature)]),
  );

  function cellOf(node: ValueNode, values: OperationValues, type: string): unknown {
    const given = values.given(node);
    if (given.kind === 'nothing') return undefined;
    if (given.kind === 'json') return given.value;
    const literal = given.node;
    if (literal.kind === Kind.NULL) return null;
    const isTaken = (literalsOf[type] ?? [Kind.ENUM]).includes(literal.kind);
    switch (literal.kind) {
      case Kind.INT:
      case Kind.FLOAT: {
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

  function rowOf(node: ValueNode, values: OperationValues): unknown {
    const given = values.given(node);
    if (given.kind === 'nothing') return null;
    if (given.kind === 'json') return given.value;
    return given.node.kind === Kind.OBJECT
      ? literalRow(given.node, values)
      : valueFromASTUntyped(given.node, {});
  }

  return (argument, values) => {
    const given = values.given(argument);
    if (given.kind === 'nothing') return undefined;
    if (given.kind === 'json') {
      const { value } = given;
      return value === null || Array.isArray(value) ? value : [value];
    }
    if (given.node.kind === Kind.NULL) return null;
    const rows = given.node.kind === Kind.LIST ? given.node.values : [given.node];
    return rows.map((row) => rowOf(row, values));
  };
}

/** The violation with wrong literals shown as they were written, `"Pave"` or `5.0`. */
export function withLiterals(
  violation: Violation,
  rows: readonly unknown[],
  [index, field]: readonly (string | number)[],
): Violation {
  const row = rows[Number(index)] as Readonly<Record<string, unknown>>;
  const cell = field === undefined ? undefined : row[field];
  if (!(cell instanceof WrongLiteral)) return violation;
  const received = cell.text;
  const ending = `, got ${violation.received}.`;
  return {
    ...violation,
    received,
    message: `${violation.message.slice(0, -ending.length)}, got ${received}.`,
  };
}
