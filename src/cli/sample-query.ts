import type { Contract, Feature, Golden } from '../contract';
import { queryNameOf } from '../resolvers';

/** Longer rows are for programs, not to be copied from a terminal. */
const longestRow = 1500;

/** A query that asks for one row, ready to be pasted; without the row when that is long. */
export function sampleQuery(contract: Contract, row: Golden['rows'][number]): string {
  const cells = contract.features.map((feature) => `${feature.name}: ${literal(feature, row[feature.name])}`);
  const text = `{ ${cells.join(', ')} }`;
  const query = queryNameOf(contract);
  const answer = `{ predictions { ${answerOf(contract)} } }`;
  if (text.length <= longestRow) return `{ ${query}(inputs: [${text}]) ${answer} }`;
  const inputType = `${query.replace(/^predict/, '')}Input`;
  return `query ($inputs: [${inputType}!]!) { ${query}(inputs: $inputs) ${answer} }`;
}

function literal(feature: Feature, cell: Golden['rows'][number][string] | undefined): string {
  if (feature.kind === 'category' && !feature.open) {
    return feature.categories.find(({ value }) => value === cell)?.name ?? 'null';
  }
  // The rest is spelled in GraphQL as in JSON.
  return JSON.stringify(cell ?? null);
}

function answerOf({ target }: Contract): string {
  switch (target.task) {
    case 'regression':
      return target.name;
    case 'classification':
      return 'label probability';
    case 'tensors':
      return target.outputs
        .map(({ name, shape }) => (shape.length > 1 ? `${name} { shape values }` : name))
        .join(' ');
    default:
      return target satisfies never;
  }
}
