import { createUnionType } from 'type-graphql';
import type { Contract } from '../contract';
import type { DefinedClass } from './define-row-input';
import { InvalidRowType } from './invalid-row.type';
import { ownTypeNameOf } from './type-names';

/** Makes the union of a contract's predictions and the rows that have none: `HousePriceV1Outcome`. */
export function defineOutcome(contract: Contract, predictionType: DefinedClass): object {
  return createUnionType({
    name: ownTypeNameOf(contract, 'outcome'),
    description: `A prediction of ${contract.title}, or what is wrong with the row.`,
    types: () => [predictionType, InvalidRowType] as const,
    resolveType: (value: object) => (value instanceof InvalidRowType ? InvalidRowType : predictionType),
  });
}
