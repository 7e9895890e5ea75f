import { Field, ObjectType } from 'type-graphql';
import type { Contract, Prediction } from '../contract';
import type { DefinedPrediction } from './define-prediction';
import { ModelVersionType } from './model-version.type';
import { ownTypeNameOf } from './type-names';

/** The answer of a predict query; what GraphQL sends is made of the prediction only when it is asked for. */
export type ResultClass = new (modelVersion: ModelVersionType, prediction: Prediction) => object;

/** Makes the type of a contract's answers, `HousePriceV1Result`: objects, and plain lists for many rows. */
export function defineResult(contract: Contract, predicted: DefinedPrediction): ResultClass {
  const name = ownTypeNameOf(contract, 'result');
  const Result = {
    [name]: class {
      constructor(
        readonly modelVersion: ModelVersionType,
        readonly prediction: Prediction,
      ) {}
    },
  }[name];
  ObjectType(name, { simpleResolvers: true, description: `Answer of ${contract.title}.` })(Result);
  Field(() => ModelVersionType, { description: 'The version that answered.' })(
    Result.prototype,
    'modelVersion',
  );
  const lists = [
    {
      name: 'predictions',
      type: () => [predicted.type],
      description: 'Same order and length as the inputs.',
      valuesOf: predicted.valuesOf,
    },
    ...predicted.lists,
  ];
  for (const { name: field, type, description, valuesOf } of lists) {
    Object.defineProperty(Result.prototype, field, {
      get(this: { readonly prediction: Prediction }) {
        return valuesOf(this.prediction);
      },
    });
    Field(type, { description })(Result.prototype, field);
  }
  return Result;
}
