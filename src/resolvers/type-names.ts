import {
  type Contract,
  type ElementTypeName,
  elementTypeOf,
  type Feature,
  isNumericDtype,
  numberTypeOf,
  type TensorFeature,
  typeNameOf,
} from '../contract';

/** The prefix that a contract's types share: `HousePriceV1`. */
export function prefixOf({ model, major }: Pick<Contract, 'model' | 'major'>): string {
  return `${typeNameOf(model)}V${major}`;
}

/** The query that predicts under a contract: `predictHousePriceV1`. */
export function queryNameOf(contract: Pick<Contract, 'model' | 'major'>): string {
  return `predict${prefixOf(contract)}`;
}

/** The query that predicts the rows it can and says what is wrong with the others. */
export function tryQueryNameOf(contract: Pick<Contract, 'model' | 'major'>): string {
  return `tryPredict${prefixOf(contract)}`;
}

/** The query that takes its rows by column. */
export function columnsQueryNameOf(contract: Pick<Contract, 'model' | 'major'>): string {
  return `${queryNameOf(contract)}Columns`;
}

/** What a contract's own types are called, after its prefix. */
export const ownTypes = {
  input: 'Input',
  columns: 'Columns',
  result: 'Result',
  outcome: 'Outcome',
  prediction: 'Prediction',
  label: 'Label',
  classProbability: 'ClassProbability',
} as const;

const ownTypeNames = new Set<string>(Object.values(ownTypes));

/** Name of one of a contract's own types: `HousePriceV1Input`. */
export function ownTypeNameOf(contract: Contract, type: keyof typeof ownTypes): string {
  return `${prefixOf(contract)}${ownTypes[type]}`;
}

/**
 * Name of the enum of a closed category feature: `HousePriceV1Neighborhood`. A feature called like one of
 * the contract's own types gives way to it: that of `label` is `CreditRiskV1LabelValue`.
 */
export function enumNameOf(contract: Contract, feature: string): string {
  const name = `${feature.charAt(0).toUpperCase()}${feature.slice(1)}`;
  return `${prefixOf(contract)}${name}${ownTypeNames.has(name) ? 'Value' : ''}`;
}

/** The GraphQL scalar of the elements of a tensor feature; its limits may narrow that of its dtype. */
export function tensorElementTypeOf({ dtype, min, max }: TensorFeature): ElementTypeName {
  return isNumericDtype(dtype) ? numberTypeOf({ dtype, min, max }) : elementTypeOf({ dtype });
}

/** GraphQL type of a feature's input field, without its nullability. */
export function graphqlTypeNameOf(contract: Contract, feature: Feature): string {
  switch (feature.kind) {
    case 'number':
      return numberTypeOf(feature);
    case 'category':
      return feature.open ? 'String' : enumNameOf(contract, feature.name);
    case 'boolean':
      return 'Boolean';
    case 'date':
      return 'LocalDate';
    case 'tensor':
      return `[${tensorElementTypeOf(feature)}!]`;
    default:
      return feature satisfies never;
  }
}
