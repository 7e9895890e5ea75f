import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, Float, InputType, Int } from 'type-graphql';
import type { Contract, Feature } from '../contract';
import { defineEnum } from './define-enum';
import { enumNameOf, graphqlTypeNameOf, prefixOf } from './type-names';

/** A class that type-graphql can be told about. */
export type DefinedClass = new () => object;

/** Makes the input type of a contract's rows: `HousePriceV1Input`. */
export function defineRowInput(contract: Contract): DefinedClass {
  const name = rowInputNameOf(contract);
  const RowInput = { [name]: class {} }[name];
  InputType(name, { description: `One row for ${contract.title}.` })(RowInput);
  for (const feature of contract.features) {
    const type = fieldTypeOf(contract, feature);
    const description = describe(feature);
    Field(() => type, { nullable: feature.nullable, ...(description !== '' && { description }) })(
      RowInput.prototype,
      feature.name,
    );
  }
  return RowInput;
}

export function rowInputNameOf(contract: Contract): string {
  return `${prefixOf(contract)}Input`;
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

/** What people need to know to fill the field in: meaning, unit, limits. */
function describe(feature: Feature): string {
  const unit = feature.unit === undefined ? '' : ` in ${feature.unit}`;
  const limits = 'min' in feature || 'max' in feature ? limitsOf(feature.min, feature.max) : '';
  const meaning = `${feature.description ?? ''}${unit}${limits}`.trim().replace(/^, /, '');
  const example = feature.example === undefined ? '' : ` Example: ${feature.example}.`;
  return meaning === '' ? example.trim() : `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.${example}`;
}

function limitsOf(min: number | string | undefined, max: number | string | undefined): string {
  if (min !== undefined && max !== undefined) return `, from ${min} to ${max}`;
  if (min !== undefined) return `, at least ${min}`;
  return max === undefined ? '' : `, at most ${max}`;
}
