import type { Contract, Row } from '../../dist/contract';

/** A row as a GraphQL client writes it: categories of closed vocabularies by their enum names. */
export function clientRow({ features }: Contract, row: Row): Row {
  return Object.fromEntries(
    features.map((feature) => {
      const cell = row[feature.name];
      if (feature.kind !== 'category' || feature.open || cell === null) return [feature.name, cell];
      return [feature.name, feature.categories.find(({ value }) => value === cell)?.name];
    }),
  );
}
