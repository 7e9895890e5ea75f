import type { Contract } from '../../contract';

/** What a GraphQL document may ask for. */
export interface DocumentLimits {
  /** Characters, blanks and comments included. */
  readonly maxLength: number;
  /** Tokens outside of arguments. */
  readonly maxSelectionTokens: number;
  /** Tokens within arguments: rows that are written into the document. */
  readonly maxArgumentTokens: number;
  /** Lists and objects within each other in an argument. */
  readonly maxArgumentDepth: number;
  /** Selections within each other, fragments included. */
  readonly maxDepth: number;
  /** Fields that an operation selects, fragments written out. */
  readonly maxFields: number;
  /** Fields with an alias, fragments written out. */
  readonly maxAliases: number;
  readonly maxFragments: number;
  readonly maxDirectives: number;
  /** On one field, fragment or operation. */
  readonly maxDirectivesInPlace: number;
  /** Values that an answer may hold, see `measureDocument`. */
  readonly maxComplexity: number;
}

/** Tokens of a feature in a row: name, colon, value. */
const tokensOfFeature = 3;

/** Characters of them, with blanks that make them readable. */
const charactersOfFeature = 50;

/**
 * The limits of a server. What GraphQL itself spends on a document grows with the square of its fields and
 * fragments, so that these are the tight ones: 400 fields that all overlap take 40 ms to validate. The
 * largest document that anybody needs, introspection, has 230 fields, 18 levels and no alias.
 *
 * @param contracts - what is served; rows of the widest one fit into a document, as many as a request may have
 */
export function documentLimits(
  contracts: readonly Contract[],
  { maxRows, maxComplexity }: { readonly maxRows: number; readonly maxComplexity: number },
): DocumentLimits {
  const features = Math.max(0, ...contracts.map((contract) => contract.features.length));
  return {
    maxLength: 100_000 + maxRows * features * charactersOfFeature,
    maxSelectionTokens: 4000,
    maxArgumentTokens: 10_000 + maxRows * (features * tokensOfFeature + 2),
    maxArgumentDepth: 20,
    maxDepth: 25,
    maxFields: 400,
    maxAliases: 50,
    maxFragments: 50,
    maxDirectives: 50,
    maxDirectivesInPlace: 4,
    maxComplexity,
  };
}
