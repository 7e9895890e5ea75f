import 'reflect-metadata';
import { type GraphQLSchema, printSchema } from 'graphql';
import { buildSchema as buildTypeGraphqlSchema } from 'type-graphql';
import type { Contract } from '../contract';
import { AliasResolver } from './alias.resolver';
import type { RequestContext } from './context';
import { createContractCheck } from './contract-check';
import { definePredictResolver, type PredictQuery } from './define-predict-resolver';
import { ModelResolver } from './model.resolver';
import { validateArgument } from './validate-argument';

/**
 * The schema that offers the contracts. type-graphql's metadata is global and only grows, so a process
 * that serves builds one schema.
 *
 * @param contracts - one per model and major
 * @throws PredictqlError `CONTRACT_INVALID` when they cannot share a schema, see {@link createContractCheck}
 */
export async function buildSchema(contracts: readonly Contract[]): Promise<GraphQLSchema> {
  const assertFits = createContractCheck();
  for (const contract of contracts) assertFits(contract);
  const predicting = contracts.map(definePredictResolver);
  const schema = await buildTypeGraphqlSchema({
    resolvers: [ModelResolver, AliasResolver, ...predicting.map(({ type }) => type)],
    orphanedTypes: [],
    validateFn: validateArgument,
    // It asks the schema for all of itself, a third of the time until a server is ready; tests do so too.
    skipCheck: true,
  });
  for (const { queries } of predicting) for (const query of queries) resolveDirectly(schema, query);
  return schema;
}

/**
 * Has the field of a query call its method. What type-graphql puts between the two makes an object of every
 * row and looks for rules in it, which costs more than the prediction; GraphQL has checked and converted the
 * rows by then, and the predictor holds them against the contract.
 */
function resolveDirectly(schema: GraphQLSchema, { name, argument, predict }: PredictQuery): void {
  const field = schema.getQueryType()?.getFields()[name];
  if (field === undefined) throw new Error(`The schema has no query ${name}`);
  field.resolve = (_root, given: Readonly<Record<string, unknown>>, context: RequestContext) =>
    predict(given[argument] as never, given.version as string, context);
}

/** The schema as text, in the order of the definitions, ready to be compared. */
export function printedSchema(schema: GraphQLSchema): string {
  return `${printSchema(schema)}\n`;
}
