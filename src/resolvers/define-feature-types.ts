import { GraphQLLocalDate } from 'graphql-scalars';
import { type Contract, type Feature, numberTypeOf } from '../contract';
import { defineEnum } from './define-enum';
import { scalarOf } from './scalar-of';
import { enumNameOf, tensorElementTypeOf } from './type-names';

/** A feature with the GraphQL type of its values, as type-graphql wants to be told. */
export interface TypedFeature {
  readonly feature: Feature;
  readonly type: object;
}

/** Makes the types of a contract's features, the enums of its closed categories among them. */
export function defineFeatureTypes(contract: Contract): readonly TypedFeature[] {
  return contract.features.map((feature) => ({ feature, type: typeOf(contract, feature) }));
}

function typeOf(contract: Contract, feature: Feature): object {
  switch (feature.kind) {
    case 'number':
      return scalarOf(numberTypeOf(feature));
    case 'category':
      return feature.open
        ? String
        : defineEnum(enumNameOf(contract, feature.name), titleOf(feature), feature.categories);
    case 'boolean':
      return Boolean;
    case 'date':
      return GraphQLLocalDate;
    case 'tensor':
      return [scalarOf(tensorElementTypeOf(feature))];
    default:
      return feature satisfies never;
  }
}

function titleOf({ description, source }: Feature): string {
  return description ?? `Values of ${source}.`;
}
