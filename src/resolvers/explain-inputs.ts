import {
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  getOperationAST,
  type ValueNode,
} from 'graphql';
import {
  type Columns,
  type Contract,
  compileColumnsCheck,
  compileRowCheck,
  errorMessage,
  type Feature,
  int32Range,
  is64Bit,
  type NumberFeature,
  shown,
  type TensorFeature,
  type Violation,
} from '../contract';
import { createColumnsReader, createRowReader, withLiterals } from './given-rows';
import { rowErrorsOf } from './input-errors';
import { OperationValues, type Variables } from './operation-values';
import { mostRowsOf, type RowsArgument, rowCountViolation } from './row-count';
import {
  columnsQueryNameOf,
  graphqlTypeNameOf,
  queryNameOf,
  tensorElementTypeOf,
  tryQueryNameOf,
} from './type-names';

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

/** Explains the rows of the queries of one name. */
interface QueryExplainer {
  readonly contract: string;
  /** What carries the rows. */
  readonly argument: RowsArgument;
  readonly explain: RowsExplainer;
}

/** @param given - the argument; undefined when there is none */
type RowsExplainer = (given: ValueNode | undefined, values: OperationValues, maxRows: number) => Violation[];

/**
 * GraphQL stops at the first kind of error: what breaks a type hides what breaks a range. Once a request
 * has failed, this looks at its rows as they came and finds every violation at once.
 */
export function createInputExplainer(contracts: readonly Contract[]): InputExplainer {
  const explainers = new Map(contracts.flatMap(explainersOf));
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
      const { contract, argument, explain } = explainer;
      const given = field.arguments?.find(({ name }) => name.value === argument)?.value;
      const variable = given?.kind === 'Variable' ? given.name.value : undefined;
      const key = `${field.name.value} ${variable}`;
      const violations = known.get(key) ?? explain(given, values, maxRows);
      if (variable !== undefined) known.set(key, violations);
      if (violations.length === 0) continue;
      explanations.push({
        contract,
        field,
        key: (field.alias ?? field.name).value,
        violations,
        covers: rowErrorsOf(field, argument, values),
      });
    }
    return explanations;
  };
}

function explainersOf(contract: Contract): (readonly [string, QueryExplainer])[] {
  const place = `${contract.model} v${contract.major}`;
  const asSent = { ...contract, features: contract.features.map(asGraphql(contract)) };
  const rows = { contract: place, argument: 'inputs', explain: rowsExplainer(asSent) } as const;
  const columns = { contract: place, argument: 'columns', explain: columnsExplainer(asSent) } as const;
  return [
    [queryNameOf(contract), rows],
    [tryQueryNameOf(contract), rows],
    [columnsQueryNameOf(contract), columns],
  ];
}

/** @param contract - with the limits that GraphQL's types add to its own */
function rowsExplainer(contract: Contract): RowsExplainer {
  const check = compileRowCheck(contract, 'name');
  const read = createRowReader(contract);
  return (given, values, maxRows) => {
    const rows = given && read(given, values);
    if (rows === undefined || rows === null) return [noRows(contract, 'inputs', rows)];
    const count = rowCountViolation(rows.length, maxRows);
    const violations = check
      .violations(rows, ['inputs'])
      .map((violation) => withLiterals(violation, rows, violation.path.slice(1)));
    return count === undefined ? violations : [count, ...violations];
  };
}

/** @param contract - with the limits that GraphQL's types add to its own */
function columnsExplainer(contract: Contract): RowsExplainer {
  const check = compileColumnsCheck(contract, 'name');
  const read = createColumnsReader(contract);
  return (given, values, maxRows) => {
    const columns = given && read(given, values);
    if (typeof columns !== 'object' || columns === null) return [noRows(contract, 'columns', columns)];
    const count = rowCountViolation(
      check.rowsOf(columns as Columns),
      mostRowsOf('columns', maxRows),
      'columns',
    );
    const violations = check
      .violations(columns as Columns, ['columns'])
      .map((violation) => withLiterals(violation, columns, violation.path.slice(1)));
    return count === undefined ? violations : [count, ...violations];
  };
}

/** The feature with the limits that its GraphQL type adds to its own. */
function asGraphql(contract: Contract): (feature: Feature) => Feature {
  return (feature) => {
    if (feature.kind === 'tensor') {
      return tensorElementTypeOf(feature) === 'Int' ? asInt(feature) : feature;
    }
    if (feature.kind !== 'number' || graphqlTypeNameOf(contract, feature) !== 'Int') return feature;
    return { ...int32Range, ...asInt(feature) };
  };
}

/** Whole numbers of 64 bits may come as texts, but not in an Int. */
function asInt<T extends NumberFeature | TensorFeature>(feature: T): T {
  return feature.dtype !== undefined && is64Bit(feature.dtype) ? { ...feature, dtype: 'int32' } : feature;
}

function noRows({ model, major }: Contract, argument: RowsArgument, given: unknown): Violation {
  const expected = argument === 'inputs' ? 'be a list of rows' : 'be lists of values by feature';
  const received = given === undefined ? 'nothing' : shown(given);
  const message = errorMessage({ subject: `The ${argument} of ${model} v${major}`, expected, received });
  return { path: [argument], constraint: 'required', expected, received, message };
}
