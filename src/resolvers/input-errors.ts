import { type ASTNode, type FieldNode, type GraphQLError, Kind, visit } from 'graphql';
import type { OperationValues } from './operation-values';
import type { RowsArgument } from './row-count';

/**
 * Which of GraphQL's own errors say a part of what is wrong with the rows of one predict query. The others,
 * such as an unknown field in the selection, say something of their own.
 *
 * @param field - the query; its rows have been explained
 * @param argumentName - the argument that carries them
 * @param values - of its operation
 */
export function rowErrorsOf(
  field: FieldNode,
  argumentName: RowsArgument,
  values: OperationValues,
): (error: GraphQLError) => boolean {
  const argument = field.arguments?.find(({ name }) => name.value === argumentName);
  const variables = new Set<string>();
  const literals: ASTNode[] = [];
  if (argument !== undefined) {
    literals.push(argument);
    visit(argument, {
      Variable(node) {
        variables.add(node.name.value);
        const given = values.given(node);
        if (given.kind === 'literal') literals.push(given.node);
      },
    });
  }
  const isInRows = (node: ASTNode) => literals.some((literal) => isWithin(node, literal));
  return ({ nodes, message, extensions }) => {
    const [node] = nodes ?? [];
    // graphql-js gives up after 50 errors in variables and 100 in the document, with an error that
    // points nowhere.
    if (node === undefined) return message.startsWith('Too many ');
    switch (node.kind) {
      case Kind.VARIABLE_DEFINITION:
        // Not one in the document: a variable of another type than the argument.
        return extensions.code === 'BAD_USER_INPUT' && variables.has(node.variable.name.value);
      case Kind.FIELD:
        return node === field && message.includes(`argument "${argumentName}"`);
      case Kind.NAME:
        // Fields that stand in a row twice.
        return false;
      case Kind.VARIABLE:
        // A variable without a value, found while the query ran; not one that is not defined.
        return isInRows(node) && isArgumentError(message);
      default:
        return isInRows(node);
    }
  };
}

/** Whether graphql-js found, while the query ran, that it cannot make a value for an argument. */
export function isArgumentError(message: string): boolean {
  return /^Argument "\w+" (of required type|of non-null type|has invalid value) /.test(message);
}

function isWithin({ loc: inner }: ASTNode, { loc: outer }: ASTNode): boolean {
  return inner !== undefined && outer !== undefined && inner.start >= outer.start && inner.end <= outer.end;
}
