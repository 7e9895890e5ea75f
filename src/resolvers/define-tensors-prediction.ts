import { Field } from 'type-graphql';
import {
  type Contract,
  elementsOf,
  elementTypeOf,
  type Prediction,
  type RowTensor,
  shapeText,
  type TargetOutput,
  type TensorsTarget,
} from '../contract';
import { defineObject } from './define-object';
import type { DefinedPrediction } from './define-prediction';
import { scalarOf } from './scalar-of';
import { tensorTypes } from './tensor-types';
import { ownTypeNameOf } from './type-names';

/** Makes the type of predictions that are the outputs of an imported model: one field for each. */
export function defineTensorsPrediction(contract: Contract, { outputs }: TensorsTarget): DefinedPrediction {
  const type = defineObject(ownTypeNameOf(contract, 'prediction'), `A prediction of ${contract.title}.`);
  for (const output of outputs) {
    const fieldType = fieldTypeOf(output);
    Field(() => fieldType, { description: describe(output) })(type.prototype, output.name);
  }
  const RowPrediction = defineValues(outputs);
  return {
    type,
    valuesOf(prediction: Prediction) {
      if (prediction.task !== 'tensors') return [];
      return prediction.rows.map((tensors) => new RowPrediction(tensors));
    },
    lists: [],
  };
}

/** Makes the class of the predictions themselves: an output is made for GraphQL when it is asked for. */
function defineValues(outputs: readonly TargetOutput[]): new (tensors: readonly RowTensor[]) => object {
  // An output may have any name.
  const row = Symbol('row');
  class RowPrediction {
    readonly [row]: readonly RowTensor[];

    constructor(tensors: readonly RowTensor[]) {
      this[row] = tensors;
    }
  }
  for (const [at, output] of outputs.entries()) {
    Object.defineProperty(RowPrediction.prototype, output.name, {
      get(this: RowPrediction) {
        return fieldOf(output, this[row][at]);
      },
    });
  }
  return RowPrediction;
}

function fieldTypeOf(output: TargetOutput) {
  const element = elementTypeOf(output);
  const rank = output.shape.length;
  if (rank > 1) return tensorTypes[element];
  return rank === 1 ? [scalarOf(element)] : scalarOf(element);
}

function describe({ description, source, dtype, shape, unit }: TargetOutput): string {
  const form = shape.length === 0 ? dtype : `${dtype} ${shapeText(shape)}`;
  const meaning = description?.replace(/\.$/, '') ?? `Output ${source}`;
  return `${meaning}${unit === undefined ? '' : ` in ${unit}`}, ${form}.`;
}

function fieldOf({ dtype, shape: { length: rank } }: TargetOutput, { shape, data }: RowTensor): unknown {
  const values = elementsOf(dtype, data);
  if (rank > 1) return { shape, values };
  return rank === 1 ? values : values[0];
}
