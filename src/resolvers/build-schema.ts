import 'reflect-metadata';
import { type GraphQLSchema, printSchema } from 'graphql';
import { buildSchema as buildTypeGraphqlSchema } from 'type-graphql';
import type { Contract } from '../contract';
import { createContractCheck } from './contract-check';
import { definePredictResolver } from './define-predict-resolver';
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
  return buildTypeGraphqlSchema({
    resolvers: [ModelResolver, ...contracts.map(definePredictResolver)],
    orphanedTypes: [],
    validateFn: validateArgument,
  });
}

/** The schema as text, in the order of the definitions, ready to be compared. */
export function printedSchema(schema: GraphQLSchema): string {
  return `${printSchema(schema)}\n`;
}
