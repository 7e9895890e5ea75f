import {
  type ArgumentNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getNamedType,
  Kind,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type Contract, compileRowCheck, type RowCheck, type Violation } from '../contract';
import { rowInputNameOf } from './define-row-input';

/** What is wrong with the rows of a request, and which of GraphQL's own errors say a part of it. */
export interface InputExplanation {
  /** The contract of the first bad row: `house-price v1`. */
  readonly contract: string;
  readonly violations: readonly Violation[];
  covers(error: GraphQLError): boolean;
}

/** The part of a request that explaining needs. */
export interface ExplainedRequest {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Tells all that is wrong with a request's rows; undefined when its rows are fine. */
export type InputExplainer = (request: ExplainedRequest) => InputExplanation | undefined;

/**
 * GraphQL stops at the first kind of error: what breaks a type hides what breaks a range. Once a request
 * has failed, this looks at its rows as they came and finds every violation at once.
 */
export function createInputExplainer(schema: GraphQLSchema, contracts: readonly Contract[]): InputExplainer {
  const checks = new Map(
    contracts.map((contract) => [
      rowInputNameOf(contract),
      { name: `${contract.model} v${contract.major}`, check: compileRowCheck(contract, 'name') },
    ]),
  );
  return ({ document, variables }) => {
    const bad: { name: string; argument: ArgumentNode; violations: Violation[] }[] = [];
    for (const { argument, typeName } of rowArguments(schema, document, (name) => checks.has(name))) {
      const { name, check } = checks.get(typeName) as { name: string; check: RowCheck };
      const value = valueFromASTUntyped(argument.value, variables as Record<string, unknown>);
      if (value === null || value === undefined) continue;
      // GraphQL takes a single row for a list of one.
      const rows = Array.isArray(value) ? value : [value];
      const violations = check.violations(rows, [argument.name.value]);
      if (violations.length > 0) bad.push({ name, argument, violations });
    }
    if (bad.length === 0) return undefined;
    const spans = bad.map(({ argument }) => argument);
    return {
      contract: bad[0].name,
      violations: bad.flatMap(({ violations }) => violations),
      covers: (error) => spans.some((argument) => isAbout(error, argument)),
    };
  };
}

function rowArguments(
  schema: GraphQLSchema,
  document: DocumentNode,
  isRowType: (name: string) => boolean,
): { argument: ArgumentNode; typeName: string }[] {
  const found: { argument: ArgumentNode; typeName: string }[] = [];
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Argument(argument) {
        const typeName = getNamedType(typeInfo.getInputType())?.name;
        if (typeName !== undefined && isRowType(typeName)) found.push({ argument, typeName });
      },
    }),
  );
  return found;
}

/** Whether GraphQL's error is about this argument: its literal, or the variable that fills it. */
function isAbout(error: GraphQLError, { value, loc }: ArgumentNode): boolean {
  const [node] = error.nodes ?? [];
  // graphql-js gives up after 50 errors in variables with an error that points nowhere.
  if (node === undefined) return error.extensions.code === 'BAD_USER_INPUT';
  if (value.kind === Kind.VARIABLE) {
    return node.kind === Kind.VARIABLE_DEFINITION && node.variable.name.value === value.name.value;
  }
  return (
    loc !== undefined && node.loc !== undefined && node.loc.start >= loc.start && node.loc.end <= loc.end
  );
}
