import {
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { mostMoves } from '../../resolvers';
import type { CatalogModel } from '../../runtime';

/** How many entries the list in a field may have: 1 where there is no list. */
export type ListSizes = (type: string, field: string, output: GraphQLOutputType) => number;

/** Of lists that nothing is known of. */
const usualSize = 10;

/**
 * The sizes of the lists that a server answers with, from what it serves: nesting multiplies them.
 *
 * @param maxRows - entries of the lists that have one for each row asked for. Columns may have more rows: their
 *   values count the less for that, because no objects are made of them.
 */
export function createListSizes(
  schema: GraphQLSchema,
  models: readonly CatalogModel[],
  maxRows: number,
): ListSizes {
  const most = (count: (model: CatalogModel) => number) => Math.max(1, ...models.map(count));
  const contracts = models.flatMap((model) => model.contracts);
  const features = contracts.flatMap((contract) => contract.features);
  const sizes = new Map<string, number>([
    ['Query.models', Math.max(1, models.length)],
    ['Model.versions', most(({ manifests }) => manifests.length)],
    ['Model.contracts', most((model) => model.contracts.length)],
    ['Model.aliases', most(({ aliases }) => aliases.length)],
    ['ModelVersion.aliases', most(({ aliases }) => aliases.length)],
    ['Contract.features', Math.max(1, ...contracts.map((contract) => contract.features.length))],
    ['Feature.categories', Math.max(1, ...features.map(categoryCount))],
    ['Query.aliasHistory', mostMoves],
    // Among a thousand rows few break their contract, and hardly one breaks it three times.
    ['InvalidRow.violations', 2],
    ['Violation.path', 3],
    ...rowLists(schema).map((field) => [field, maxRows] as const),
  ]);
  return (type, field, output) => (isList(output) ? (sizes.get(`${type}.${field}`) ?? usualSize) : 1);
}

/** The fields of Query that are given rows. */
export function rowFields(schema: GraphQLSchema): ReadonlySet<string> {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  const isAboutRows = ({ name }: { readonly name: string }) => name === 'inputs' || name === 'columns';
  return new Set(fields.filter(({ args }) => args.some(isAboutRows)).map(({ name }) => name));
}

/** The lists with an entry per row: such a field itself, else those directly in its answer. */
function rowLists(schema: GraphQLSchema): string[] {
  const query = schema.getQueryType()?.getFields() ?? {};
  return [...rowFields(schema)].flatMap((name) => {
    const answer = getNamedType(query[name].type);
    if (isList(query[name].type) || !isObjectType(answer)) return [`Query.${name}`];
    const lists = Object.values(answer.getFields()).filter(({ type }) => isList(type));
    return lists.map((field) => `${answer.name}.${field.name}`);
  });
}

function categoryCount(feature: CatalogModel['contracts'][number]['features'][number]): number {
  return feature.kind === 'category' ? (feature.categories?.length ?? 0) : 0;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
