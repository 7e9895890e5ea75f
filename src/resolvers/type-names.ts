import { type Contract, type Feature, typeNameOf } from '../contract';

/** The prefix that a contract's types share: `HousePriceV1`. */
export function prefixOf({ model, major }: Pick<Contract, 'model' | 'major'>): string {
  return `${typeNameOf(model)}V${major}`;
}

/** The query that predicts under a contract: `predictHousePriceV1`. */
export function queryNameOf(contract: Pick<Contract, 'model' | 'major'>): string {
  return `predict${prefixOf(contract)}`;
}

/** What a contract's own types are called, after its prefix. */
export const ownTypes = {
  input: 'Input',
  result: 'Result',
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

/** GraphQL type of a feature's input field, without its nullability. */
export function graphqlTypeNameOf(contract: Contract, feature: Feature): string {
  switch (feature.kind) {
    case 'number':
      return fitsInt(feature) ? 'Int' : 'Float';
    case 'category':
      return feature.open ? 'String' : enumNameOf(contract, feature.name);
    case 'boolean':
      return 'Boolean';
    case 'date':
      return 'LocalDate';
    default:
      return feature satisfies never;
  }
}

/** What GraphQL's Int, 32 bits wide, can hold. */
export const intRange = { min: -(2 ** 31), max: 2 ** 31 - 1 } as const;

/** Whether Int holds every value that the feature allows; one without limits is taken for a small one. */
function fitsInt({ integer, min = 0, max = 0, missingValues = [] }: Extract<Feature, { kind: 'number' }>) {
  return (
    integer && [min, max, ...missingValues].every((value) => value >= intRange.min && value <= intRange.max)
  );
}
