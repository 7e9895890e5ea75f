import { type DocumentNode, type FieldNode, type GraphQLError, getOperationAST } from 'graphql';
import {
  type Contract,
  compileRowCheck,
  errorMessage,
  type Feature,
  int32Range,
  type Violation,
} from '../contract';
import { createRowReader, withLiterals } from './given-rows';
import { rowErrorsOf } from './input-errors';
import { OperationValues, type Variables } from './operation-values';
import { rowCountViolation } from './row-count';
import { graphqlTypeNameOf, queryNameOf } from './type-names';

/** What is wrong with the rows of one predict query of a request. */
export interface InputExplanation {
  /** Whose rows they are: `house-price v1`. */
  readonly contract: string;
  /** The query in the document. */
  readonly field: FieldNode;
  /** Where its answer would stand in the data: its alias, or its name. */
  readonly key: string;
  /** At least one. */
  readonly violations: readonly Violation[];
  /** Whether an error of GraphQL's own says a part of this. */
  covers(error: GraphQLError): boolean;
}

/** The part of a request that explaining needs. */
export interface ExplainedRequest {
  readonly document: DocumentNode;
  readonly operationName?: string | undefined;
  readonly variables: Variables;
  readonly maxRows: number;
}

/** Tells all that is wrong with a request's rows; nothing when its rows are fine. */
export type InputExplainer = (request: ExplainedRequest) => readonly InputExplanation[];

type RowsExplainer = (field: FieldNode, values: OperationValues, maxRows: number) => Violation[];

/** Name of the argument that carries the rows. */
const argumentName = 'inputs';

/**
 * GraphQL stops at the first kind of error: what breaks a type hides what breaks a range. Once a request
 * has failed, this looks at its rows as they came and finds every violation at once.
 */
export function createInputExplainer(contracts: readonly Contract[]): InputExplainer {
  const explainers = new Map(
    contracts.map((contract) => [
      queryNameOf(contract),
      { contract: `${contract.model} v${contract.major}`, explain: rowsExplainer(contract) },
    ]),
  );
  return ({ document, operationName, variables, maxRows }) => {
    const operation = getOperationAST(document, operationName);
    if (!operation) return [];
    const values = new OperationValues(document, operation, variables);
    const explanations: InputExplanation[] = [];
    // The rows of one variable may stand under a thousand aliases: they are looked at once.
    const known = new Map<string, Violation[]>();
    for (const field of values.rootFields()) {
      const explainer = explainers.get(field.name.value);
      if (explainer === undefined) continue;
      const key = `${field.name.value} ${variableOf(field)}`;
      const violations = known.get(key) ?? explainer.explain(field, values, maxRows);
      if (variableOf(field) !== undefined) known.set(key, violations);
      if (violations.length === 0) continue;
      explanations.push({
        contract: explainer.contract,
        field,
        key: (field.alias ?? field.name).value,
        violations,
        covers: rowErrorsOf(field, values),
      });
    }
    return explanations;
  };
}

function rowsExplainer(contract: Contract): RowsExplainer {
  const check = compileRowCheck(
    { ...contract, features: contract.features.map(asGraphql(contract)) },
    'name',
  );
  const read = createRowReader(contract);
  return (field, values, maxRows) => {
    const argument = argumentOf(field);
    const rows = argument && read(argument.value, values);
    if (rows === undefined || rows === null) {
      return [noRows(contract, rows === null ? 'null' : 'nothing')];
    }
    const count = rowCountViolation(rows.length, maxRows);
    const violations = check
      .violations(rows, [argumentName])
      .map((violation) => withLiterals(violation, rows, violation.path.slice(1)));
    return count === undefined ? violations : [count, ...violations];
  };
}

/** The feature with the limits that its GraphQL type adds to its own. */
function asGraphql(contract: Contract): (feature: Feature) => Feature {
  return (feature) =>
    feature.kind === 'number' && graphqlTypeNameOf(contract, feature) === 'Int'
      ? { ...int32Range, ...feature }
      : feature;
}

function argumentOf(field: FieldNode) {
  return field.arguments?.find(({ name }) => name.value === argumentName);
}

function variableOf(field: FieldNode): string | undefined {
  const value = argumentOf(field)?.value;
  return value?.kind === 'Variable' ? value.name.value : undefined;
}

function noRows({ model, major }: Contract, received: string): Violation {
  const expected = 'be a list of rows';
  const message = errorMessage({ subject: `The inputs of ${model} v${major}`, expected, received });
  return { path: [argumentName], constraint: 'required', expected, received, message };
}
