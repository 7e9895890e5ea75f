import type { Contract, Feature } from '../contract';

/**
 * One column of the training matrix as steps know it. `category` columns hold codes: the index in
 * `categories`, -1 for an unseen value. All kinds hold NaN for missing.
 */
export interface Column {
  /** Unique within the pipeline: `lotArea`, `neighborhood=Edwards`, `lotFrontage missing`. */
  readonly name: string;
  readonly kind: Feature['kind'];
  /** The features of the contract it was made from. */
  readonly features: readonly string[];
  /** Vocabulary of a category column, by code. */
  readonly categories?: readonly string[];
}

/** The columns that a contract's matrix starts with, in contract order. */
export function columnsOf(contract: Contract): readonly Column[] {
  return contract.features.map((feature) => ({
    name: feature.name,
    kind: feature.kind,
    features: [feature.name],
    ...(feature.kind === 'category' && { categories: feature.categories.map(({ value }) => value) }),
  }));
}

/** A column of numbers that a step made from others. */
export function derivedColumn(name: string, ...from: readonly Column[]): Column {
  return { name, kind: 'number', features: [...new Set(from.flatMap(({ features }) => features))] };
}
