import {
  type ConstValueNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/**
 * What stands at a place of a request: a value as it came in the JSON of the variables, a literal of the
 * document, or nothing, as where a variable has neither a value nor a default.
 */
export type GivenValue =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'literal'; readonly node: Exclude<ValueNode, { kind: Kind.VARIABLE }> }
  | { readonly kind: 'nothing' };

export type Variables = Readonly<Record<string, unknown>>;

/** Reads an operation as it came, before GraphQL has found it valid. */
export class OperationValues {
  readonly #defaults: ReadonlyMap<string, ConstValueNode | undefined>;

  constructor(
    private readonly document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    private readonly variables: Variables,
  ) {
    this.#defaults = new Map(
      operation.variableDefinitions?.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]),
    );
  }

  /** The value of a node that may be a variable. */
  given(node: ValueNode): GivenValue {
    if (node.kind !== Kind.VARIABLE) return { kind: 'literal', node };
    const name = node.name.value;
    if (Object.hasOwn(this.variables, name)) return { kind: 'json', value: this.variables[name] };
    const byDefault = this.#defaults.get(name);
    return byDefault === undefined ? { kind: 'nothing' } : { kind: 'literal', node: byDefault };
  }

  /** The fields of the operation itself, through fragments; what a directive leaves out does not run. */
  rootFields(): FieldNode[] {
    const fields: FieldNode[] = [];
    const spread = new Set<string>();
    const collect = ({ selections }: SelectionSetNode) => {
      for (const selection of selections) {
        if (this.#isLeftOut(selection.directives)) continue;
        if (selection.kind === Kind.FIELD) fields.push(selection);
        else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
        else if (!spread.has(selection.name.value)) {
          // A document that is not valid may hold fragments in a circle, or none of that name.
          spread.add(selection.name.value);
          const fragment = this.#fragment(selection.name.value);
          if (fragment !== undefined) collect(fragment);
        }
      }
    };
    collect(this.operation.selectionSet);
    return fields;
  }

  #fragment(name: string): SelectionSetNode | undefined {
    for (const definition of this.document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name) {
        return definition.selectionSet;
      }
    }
    return undefined;
  }

  #isLeftOut(directives: FieldNode['directives'] = []): boolean {
    return directives.some(({ name, arguments: given = [] }) => {
      const condition = given.find((argument) => argument.name.value === 'if');
      if (condition === undefined) return false;
      const value = this.given(condition.value);
      const holds =
        value.kind === 'json'
          ? value.value
          : value.kind === 'literal' && value.node.kind === Kind.BOOLEAN && value.node.value;
      return (name.value === 'skip' && holds === true) || (name.value === 'include' && holds === false);
    });
  }
}
