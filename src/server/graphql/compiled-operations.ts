import {
  BREAK,
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { BoundedCache } from '../bounded-cache';

export interface CompiledOperation {
  readonly definition: OperationDefinitionNode;
  /** Runs it: the root value, the context, the variables as they came. */
  readonly run: CompiledQuery['query'];
}

/** Of a document that was seen once, or that cannot be compiled. */
type NotCompiled = 'seen' | 'unfit';

/** Clients of an API send few documents, and the same ones again. */
const mostDocuments = 500;

/** A longer document carries its rows as literals: it will not come again. */
const longestDocument = 20_000;

/**
 * Query operations as functions, compiled for the schema from documents that were found valid. Compiling
 * costs some milliseconds, so that a document is compiled when it comes for the second time.
 */
export class CompiledOperations {
  readonly #entries = new BoundedCache<string, CompiledOperation | NotCompiled>(mostDocuments);

  constructor(private readonly schema: GraphQLSchema) {}

  /** The compiled operation; undefined when there is none. */
  get(text: string, operationName: string | undefined): CompiledOperation | undefined {
    const found = this.#entries.get(keyOf(text, operationName));
    return typeof found === 'object' ? found : undefined;
  }

  /** Takes note of a valid document, and compiles its operation when it comes again and is a query. */
  admit(text: string, document: DocumentNode, operationName: string | undefined): void {
    if (text.length > longestDocument) return;
    const key = keyOf(text, operationName);
    const known = this.#entries.get(key);
    if (known === undefined) this.#entries.set(key, 'seen');
    else if (known === 'seen') this.#entries.set(key, this.#compile(document, operationName));
  }

  #compile(document: DocumentNode, operationName: string | undefined): CompiledOperation | 'unfit' {
    const definition = getOperationAST(document, operationName);
    if (definition?.operation !== OperationTypeNode.QUERY || !isPlain(document, definition)) return 'unfit';
    const compiled = compileQuery(this.schema, document, operationName, {
      disablingCapturingStackErrors: true,
    });
    return isCompiledQuery(compiled) ? { definition, run: compiled.query } : 'unfit';
  }
}

/**
 * Whether an operation runs compiled as it does interpreted. Directives do not: a fragment that is spread
 * under a condition may get lost, and a condition that is null passes. And of two fields one may fail beside
 * the other, when the answer is made anew.
 */
function isPlain(document: DocumentNode, { selectionSet: { selections } }: OperationDefinitionNode): boolean {
  let hasDirective = false;
  visit(document, {
    Directive() {
      hasDirective = true;
      return BREAK;
    },
  });
  return !hasDirective && selections.length === 1 && selections[0].kind === Kind.FIELD;
}

/** No name holds a line break, and none is empty. */
function keyOf(text: string, operationName = ''): string {
  return `${operationName}\n${text}`;
}
