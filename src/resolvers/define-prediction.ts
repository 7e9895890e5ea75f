import { Field, Float } from 'type-graphql';
import type { ClassificationTarget, Contract, Prediction, RegressionTarget } from '../contract';
import { defineEnum } from './define-enum';
import { defineObject } from './define-object';
import type { DefinedClass } from './define-row-input';
import { defineTensorsPrediction } from './define-tensors-prediction';
import { ownTypeNameOf } from './type-names';

/** The GraphQL type of one prediction, and how to make its values of what a model answers. */
export interface DefinedPrediction {
  readonly type: DefinedClass;
  /** One object per row, in order. */
  valuesOf(prediction: Prediction): object[];
  /** The same as plain lists, for many rows; none for tensors, which are lists already. */
  readonly lists: readonly PredictionList[];
}

/** A field of an answer that lists one thing of every prediction. */
export interface PredictionList {
  readonly name: string;
  /** The GraphQL type of the field. */
  readonly type: () => object;
  readonly description: string;
  /** One entry per row, in order. */
  valuesOf(prediction: Prediction): readonly unknown[];
}

/** Makes the type of a contract's predictions: `HousePriceV1Prediction`. */
export function definePrediction(contract: Contract): DefinedPrediction {
  const { target } = contract;
  switch (target.task) {
    case 'regression':
      return defineRegressionPrediction(contract, target);
    case 'classification':
      return defineClassificationPrediction(contract, target);
    case 'tensors':
      return defineTensorsPrediction(contract, target);
    default:
      return target satisfies never;
  }
}

function defineRegressionPrediction(contract: Contract, target: RegressionTarget): DefinedPrediction {
  const type = defineObject(ownTypeNameOf(contract, 'prediction'), `A prediction of ${contract.title}.`);
  const unit = target.unit === undefined ? '' : ` in ${target.unit}`;
  const description = `${target.description ?? `Predicted ${target.source}`}${unit}.`;
  Field(() => Float, { description })(type.prototype, target.name);
  return {
    type,
    valuesOf(prediction) {
      if (prediction.task !== 'regression') return [];
      return Array.from(prediction.values, (value) => ({ [target.name]: value }));
    },
    lists: [
      {
        name: 'values',
        type: () => [Float],
        description: `${description} One per row.`,
        valuesOf: (prediction) => (prediction.task === 'regression' ? [...prediction.values] : []),
      },
    ],
  };
}

function defineClassificationPrediction(contract: Contract, target: ClassificationTarget): DefinedPrediction {
  const label = defineEnum(
    ownTypeNameOf(contract, 'label'),
    target.description ?? `Values of ${target.source}.`,
    target.classes,
  );
  const classProbability = defineObject(
    ownTypeNameOf(contract, 'classProbability'),
    'How likely one class is.',
  );
  Field(() => label)(classProbability.prototype, 'label');
  Field(() => Float, { description: 'From 0 to 1.' })(classProbability.prototype, 'probability');

  const type = defineObject(ownTypeNameOf(contract, 'prediction'), `A prediction of ${contract.title}.`);
  Field(() => label, { description: 'The most likely class.' })(type.prototype, 'label');
  Field(() => Float, { description: 'Probability of the label, from 0 to 1.' })(
    type.prototype,
    'probability',
  );
  Field(() => [classProbability], { description: 'Every class, in the order of the enum; they sum to 1.' })(
    type.prototype,
    'probabilities',
  );
  const classes = target.classes.map(({ value }) => value);
  return {
    type,
    valuesOf(prediction) {
      if (prediction.task !== 'classification') return [];
      const { data, columns } = prediction.probabilities;
      return Array.from(prediction.labels, (labelIndex, row) => {
        const probabilities = classes.map((value, index) => ({
          label: value,
          probability: data[row * columns + index],
        }));
        return { ...probabilities[labelIndex], probabilities };
      });
    },
    lists: [
      {
        name: 'labels',
        type: () => [label],
        description: 'The most likely class of each row.',
        valuesOf: (prediction) =>
          prediction.task === 'classification' ? Array.from(prediction.labels, (at) => classes[at]) : [],
      },
      {
        name: 'probabilities',
        type: () => [[Float]],
        description: 'The probability of every class for each row, in the order of the enum.',
        valuesOf(prediction) {
          if (prediction.task !== 'classification') return [];
          const { data, rows, columns } = prediction.probabilities;
          return Array.from({ length: rows }, (_, row) => [
            ...data.subarray(row * columns, (row + 1) * columns),
          ]);
        },
      },
    ],
  };
}
