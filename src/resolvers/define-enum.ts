import { registerEnumType } from 'type-graphql';
import type { Category } from '../contract';

/** An enum as TypeScript knows it: GraphQL name to the text that the data spells. */
export type EnumObject = Readonly<Record<string, string>>;

/** Makes a GraphQL enum of categories; resolvers see the texts of the data, clients the names. */
export function defineEnum(name: string, description: string, categories: readonly Category[]): EnumObject {
  const values = Object.fromEntries(categories.map((category) => [category.name, category.value]));
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      categories
        .map((category) => [category.name, { description: describe(category) }] as const)
        .filter(([, { description: text }]) => text !== undefined),
    ) as Record<string, { description: string }>,
  });
  return values;
}

function describe({ name, value, description }: Category): string | undefined {
  return description ?? (name === value ? undefined : `Written "${value}" in the data.`);
}
