import type { Contract, DateFeature, Feature, NumberFeature, Target, TensorFeature } from '../contract';
import { graphqlTypeNameOf } from '../resolvers';
import { table } from './table';

/** What a contract takes, one feature a line, with its GraphQL type and its limits. */
export function featureTable(contract: Contract, columns: number): string {
  return table(
    ['feature', 'GraphQL type', 'allowed'],
    contract.features.map((feature) => {
      const type = graphqlTypeNameOf(contract, feature);
      const allowed = [
        allowedOf(feature),
        feature.kind === 'number' && feature.integer && type === 'Float' ? 'whole' : '',
        feature.nullable ? 'or null' : '',
      ];
      return [
        feature.name,
        `${type}${feature.nullable ? '' : '!'}`,
        allowed.filter((part) => part !== '').join('; '),
      ];
    }),
    columns,
  );
}

/** What a contract gives, in words: `salePrice in USD`. */
export function answerOf(target: Target): string {
  switch (target.task) {
    case 'regression':
      return `${target.name}${target.unit === undefined ? '' : ` in ${target.unit}`}`;
    case 'classification':
      return `${target.name}: ${target.classes.map(({ name }) => name).join(', ')}`;
    case 'tensors':
      return target.outputs
        .map(({ name, dtype, shape }) => `${name} (${[dtype, shapeOf(shape)].join(' ').trim()})`)
        .join(', ');
    default:
      return target satisfies never;
  }
}

/** Range with its unit, or categories. */
function allowedOf(feature: Feature): string {
  switch (feature.kind) {
    case 'number':
      return `${rangeOf(feature)} ${feature.unit ?? ''}`.trim();
    case 'date':
      return rangeOf(feature);
    case 'category': {
      const values = feature.categories.map(({ name, value }) => (feature.open ? value : name)).join(', ');
      return feature.open ? `any text; known: ${values || 'none'}` : values;
    }
    case 'boolean':
      return 'true, false';
    case 'tensor':
      return `${shapeOf(feature.shape)} of ${feature.dtype}, ${rangeOf(feature)}`;
    default:
      return feature satisfies never;
  }
}

function rangeOf({ min, max }: NumberFeature | DateFeature | TensorFeature): string {
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  if (min !== undefined) return `${min} or more`;
  return max === undefined ? 'any' : `${max} or less`;
}

/** The axes of one row: `3 x 224 x 224`; any length is `?`. */
function shapeOf(shape: readonly (number | null)[]): string {
  return shape.map((length) => length ?? '?').join(' x ');
}
