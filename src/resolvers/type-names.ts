import { type Contract, type Feature, typeNameOf } from '../contract';

/** The prefix that a contract's types share: `HousePriceV1`. */
export function prefixOf({ model, major }: Pick<Contract, 'model' | 'major'>): string {
  return `${typeNameOf(model)}V${major}`;
}

/** Name of the enum of a closed category feature: `HousePriceV1Neighborhood`. */
export function enumNameOf(contract: Contract, feature: string): string {
  return `${prefixOf(contract)}${feature.charAt(0).toUpperCase()}${feature.slice(1)}`;
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

const int32Limit = 2 ** 31;

/** Whether GraphQL's Int, 32 bits wide, holds every value that the feature allows. */
function fitsInt({ integer, min = 0, max = 0 }: Extract<Feature, { kind: 'number' }>): boolean {
  return integer && min >= -int32Limit && max < int32Limit;
}
