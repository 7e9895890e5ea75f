import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, Float, InputType, Int } from 'type-graphql';
import type { Contract, Feature } from '../contract';
import { defineEnum } from './define-enum';
import { describeFeature } from './describe-feature';
import { enumNameOf, graphqlTypeNameOf, ownTypeNameOf } from './type-names';

/** A class that type-graphql can be told about. */
export type DefinedClass = new () => object;

/** Makes the input type of a contract's rows: `HousePriceV1Input`. */
export function defineRowInput(contract: Contract): DefinedClass {
  const name = ownTypeNameOf(contract, 'input');
  const RowInput = { [name]: class {} }[name];
  InputType(name, { description: `One row for ${contract.title}.` })(RowInput);
  for (const feature of contract.features) {
    const type = fieldTypeOf(contract, feature);
    const description = describeFeature(contract, feature);
    Field(() => type, { nullable: feature.nullable, ...(description !== '' && { description }) })(
      RowInput.prototype,
      feature.name,
    );
  }
  return RowInput;
}

function fieldTypeOf(contract: Contract, feature: Feature) {
  switch (feature.kind) {
    case 'number':
      return graphqlTypeNameOf(contract, feature) === 'Int' ? Int : Float;
    case 'category':
      return feature.open
        ? String
        : defineEnum(enumNameOf(contract, feature.name), titleOf(feature), feature.categories);
    case 'boolean':
      return Boolean;
    case 'date':
      return GraphQLLocalDate;
    default:
      return feature satisfies never;
  }
}

function titleOf({ description, source }: Feature): string {
  return description ?? `Values of ${source}.`;
}
