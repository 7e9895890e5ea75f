import { Field, InputType } from 'type-graphql';
import type { Contract } from '../contract';
import type { TypedFeature } from './define-feature-types';
import { describeFeature } from './describe-feature';
import { ownTypeNameOf } from './type-names';

/** A class that type-graphql can be told about. */
export type DefinedClass = new () => object;

/** Makes the input type of a contract's rows: `HousePriceV1Input`. */
export function defineRowInput(contract: Contract, features: readonly TypedFeature[]): DefinedClass {
  return defineInput(ownTypeNameOf(contract, 'input'), `One row for ${contract.title}.`, contract, features);
}

/** Makes the input type of rows by column, `HousePriceV1Columns`: one list per feature. */
export function defineColumnsInput(contract: Contract, features: readonly TypedFeature[]): DefinedClass {
  return defineInput(
    ownTypeNameOf(contract, 'columns'),
    `Rows for ${contract.title} by column: lists of one length.`,
    contract,
    features.map(({ feature, type }) => ({ feature, type: [type] })),
  );
}

function defineInput(
  name: string,
  description: string,
  contract: Contract,
  features: readonly TypedFeature[],
): DefinedClass {
  const Input = { [name]: class {} }[name];
  InputType(name, { description })(Input);
  for (const { feature, type } of features) {
    const meaning = describeFeature(contract, feature);
    const isList = Array.isArray(type) && feature.kind !== 'tensor';
    Field(() => type, {
      nullable: feature.nullable && (isList ? 'itemsAndList' : true),
      ...(meaning !== '' && { description: meaning }),
    })(Input.prototype, feature.name);
  }
  return Input;
}
