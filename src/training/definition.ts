import type { ContractSpec, FeatureSpecs, RowOf } from '../contract';
import type { DataSource } from '../data';
import type { Estimator } from './estimator';
import type { Search } from './search';
import type { Step } from './step';

/** A model as its author writes it: what it takes and gives, and how it is learned from which data. */
export interface ModelDefinition<Features extends FeatureSpecs = FeatureSpecs> extends ContractSpec {
  readonly features: Features;
  readonly data: DataSource;
  readonly pipeline: readonly Step[];
  readonly estimator: Estimator;
  /** What `predictql tune` may vary; training does not look at it. */
  readonly search?: Search;
  /**
   * What becomes of features that selection left without a column: `drop` takes them out of the contract,
   * so that clients need not send them; `keep` leaves them in. Default `drop`.
   */
  readonly unusedFeatures?: 'drop' | 'keep';
}

/** Keeps the literal types of the features, so that {@link InputOf} can tell the type of a row. */
export function defineModel<const Features extends FeatureSpecs>(
  definition: ModelDefinition<Features>,
): ModelDefinition<Features> {
  return Object.freeze(definition);
}

/** The TypeScript type of one input row of a model. */
export type InputOf<Definition extends ModelDefinition> = RowOf<Definition['features']>;
