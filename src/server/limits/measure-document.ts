import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { type ListSizes, rowFields } from './list-sizes';

/** How much an operation asks for, with its fragments written out. */
export interface Extent {
  readonly fields: number;
  readonly aliases: number;
  /** Selections within each other. */
  readonly depth: number;
  /** Values that the answer may hold beside predictions. */
  readonly values: number;
  /**
   * Values that the predictions of one query may hold. Not the sum of several: the rows of a request have a
   * limit all together, so that several queries share them.
   */
  readonly rowValues: number;
}

const nothing: Extent = { fields: 0, aliases: 0, depth: 0, values: 0, rowValues: 0 };

/** Tells how much the operations of a document ask for; the most of each, because one of them will run. */
export type DocumentMeasure = (document: DocumentNode) => Extent;

/**
 * Measures documents against a schema. Each selection is visited once, fragments as well: what they ask for
 * is remembered and added wherever they are spread, so that fragments that spread each other many times cost
 * no more than they are long. What validation will refuse (unknown fields, fragments in a circle) counts as
 * little as it can.
 */
export function createDocumentMeasure(schema: GraphQLSchema, sizeOf: ListSizes): DocumentMeasure {
  const ofRows = rowFields(schema);
  const query = schema.getQueryType();

  return ({ definitions }) => {
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    }
    const known = new Map<string, Extent>();

    function ofFragment(name: string): Extent {
      const fragment = fragments.get(name);
      if (fragment === undefined) return nothing;
      const extent = known.get(name);
      if (extent !== undefined) return extent;
      // Until it is known, for a fragment that spreads itself.
      known.set(name, nothing);
      const measured = ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
      known.set(name, measured);
      return measured;
    }

    function ofField({ name, alias, selectionSet }: FieldNode, parent: GraphQLNamedType | undefined): Extent {
      const aliases = alias === undefined ? 0 : 1;
      const field =
        isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name.value] : undefined;
      const size =
        field === undefined || parent === undefined ? 1 : sizeOf(parent.name, name.value, field.type);
      const within = selectionSet && ofSelections(selectionSet, field && getNamedType(field.type));
      const values = size * (1 + (within?.values ?? 0));
      const isOfRows = parent === query && ofRows.has(name.value);
      return {
        fields: 1 + (within?.fields ?? 0),
        aliases: aliases + (within?.aliases ?? 0),
        depth: within?.depth ?? 0,
        values: isOfRows ? 0 : values,
        rowValues: isOfRows ? values : 0,
      };
    }

    function ofSelections({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): Extent {
      let [fields, aliases, depth, values, rowValues] = [0, 0, 0, 0, 0];
      for (const selection of selections) {
        const extent =
          selection.kind === Kind.FIELD
            ? ofField(selection, parent)
            : selection.kind === Kind.FRAGMENT_SPREAD
              ? ofFragment(selection.name.value)
              : ofSelections(selection.selectionSet, conditionOf(selection) ?? parent);
        fields += extent.fields;
        aliases += extent.aliases;
        depth = Math.max(depth, extent.depth);
        values += extent.values;
        rowValues = Math.max(rowValues, extent.rowValues);
      }
      return { fields, aliases, depth: depth + 1, values, rowValues };
    }

    function conditionOf(fragment: {
      readonly typeCondition?: { readonly name: { readonly value: string } };
    }) {
      return fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
    }

    let most = nothing;
    for (const definition of definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      const root = schema.getRootType(definition.operation) ?? undefined;
      most = larger(most, ofSelections(definition.selectionSet, root));
    }
    // Fragments that no operation spreads are read and validated nevertheless.
    for (const name of fragments.keys())
      most = larger(most, { ...ofFragment(name), values: 0, rowValues: 0 });
    return most;
  };
}

function larger(a: Extent, b: Extent): Extent {
  return {
    fields: Math.max(a.fields, b.fields),
    aliases: Math.max(a.aliases, b.aliases),
    depth: Math.max(a.depth, b.depth),
    values: Math.max(a.values, b.values),
    rowValues: Math.max(a.rowValues, b.rowValues),
  };
}
