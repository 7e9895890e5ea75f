import { type GraphQLSchema, getNamedType, type OperationDefinitionNode, type TypeNode } from 'graphql';
import { mostRowsOf, type RowsArgument } from '../../resolvers';

/** A list in the variables of a request, and where it stands. */
export interface LongList {
  readonly path: readonly string[];
  readonly length: number;
  /** How long it may be. */
  readonly most: number;
}

/** Which argument takes an input type, by the name of the type. */
export type RowTypes = ReadonlyMap<string, RowsArgument>;

/**
 * The first list among the variables that has more rows than a request may have: a list of rows, and a
 * column of rows that come by column. Finding it takes no time, while making rows of it would.
 */
export function findLongList(
  variables: Readonly<Record<string, unknown>>,
  { variableDefinitions = [] }: OperationDefinitionNode,
  rowTypes: RowTypes,
  maxRows: number,
): LongList | undefined {
  for (const { variable, type } of variableDefinitions) {
    const argument = rowTypes.get(typeNameOf(type));
    if (argument === undefined) continue;
    const name = variable.name.value;
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    const most = mostRowsOf(argument, maxRows);
    for (const [path, list] of argument === 'inputs' ? [[[name], value] as const] : columnsIn(name, value)) {
      if (Array.isArray(list) && list.length > most) return { path, length: list.length, most };
    }
  }
  return undefined;
}

/** The input types of rows and of columns. */
export function rowTypesOf(schema: GraphQLSchema): RowTypes {
  const types = new Map<string, RowsArgument>();
  for (const { args } of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    for (const { name, type } of args) {
      if (name === 'inputs' || name === 'columns') types.set(getNamedType(type).name, name);
    }
  }
  return types;
}

function columnsIn(name: string, value: unknown): (readonly [readonly string[], unknown])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([column, list]) => [[name, column], list]);
}

function typeNameOf(type: TypeNode): string {
  return 'name' in type ? type.name.value : typeNameOf(type.type);
}
